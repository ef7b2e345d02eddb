package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The view of a log: of any length, in colours, and with nothing in it that acts on the page. */
@ExtendWith(ProductExtension.class)
class LogE2E {
    private static final int LINES = 1_350_000;
    private static final int PATIENCE_MILLIS = 120_000;

    private final Product product;
    private final Browser browser;

    LogE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void hundredMegabytesStaySmooth() {
        var ana = jobThat("seq -f 'step %.0f of the training, loss 0.123456 and a few more words to fill it' 1 " + LINES
                + "; echo the end");
        assertThat(ana.at("#log"))
                .containsText("the end", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat((Integer) ana.page().evaluate("document.querySelectorAll('#log *').length"))
                .isLessThan(2_000);

        // a frame now and then may be late on a busy machine; half of them must be in time for the eye
        var median = ((Number) ana.page().evaluate("""
                async () => {
                  const log = document.getElementById("log");
                  const frames = [];
                  let last = performance.now();
                  for (let i = 0; i < 120; i++) {
                    log.scrollTop = i % 20 === 19 ? (log.scrollHeight * i) / 120 : log.scrollTop - 300;
                    await new Promise(requestAnimationFrame);
                    frames.push(performance.now() - last);
                    last = performance.now();
                  }
                  return frames.sort((a, b) => a - b)[60];
                }""")).doubleValue();
        assertThat(median).isLessThan(100);

        ana.at("[data-log-search]").fill("step 777777 ");
        assertThat(ana.at(".log-line.now"))
                .containsText("step 777777 ", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(ana.at("#log-found")).hasText("1 of 1");
        ana.at(".log-line.now .log-n").click();
        ana.page().reload();
        assertThat(ana.at(".log-line.linked"))
                .containsText("step 777777 ", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void coloursAreShownAndTheRestOfATerminalsLanguageIsNot() {
        var ana = jobThat(
                "printf '\\\\033[31mred \\\\033[1mand bold\\\\033[0m plain\\\\n\\\\033[2J\\\\033]0;title\\\\007<img src=x onerror=alert(1)>"
                        + "\\\\n10%%\\\\r100%%\\\\n\\\\033[38;5;208morange\\\\n still orange\\\\033[0m\\\\n'");
        ana.awaitText("#log", "still orange");

        assertThat(ana.at(".log-line").nth(0).locator(".a31")).hasText(new String[] {"red ", "and bold"});
        assertThat(ana.at(".log-line").nth(0).locator(".a1")).hasText("and bold");
        assertThat(ana.at(".log-line").nth(1)).hasText("2<img src=x onerror=alert(1)>");
        assertThat(ana.at(".log-line").nth(2)).hasText("3100%");
        assertThat(ana.at(".log-line").nth(4).locator("span")).hasCSS("color", "rgb(255, 135, 0)");
        assertThat(ana.at("#log img")).hasCount(0);
        assertThat(ana.complaints()).isEmpty();
    }

    private Portal jobThat(String command) {
        var name = Portal.fresh("e2e-log");
        var bench = new Workbench(product, "ana");
        bench.cluster(name, 1);
        bench.job(name, name, name, command);
        return Portal.signOn(product, browser, "ana").open("job/job?name=" + name);
    }
}
