package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What changes shows on open pages within two seconds, without reloading and without disturbing the person. */
@ExtendWith(ProductExtension.class)
class LiveE2E {
    private static final double SOON_MILLIS = 2_000;

    private final Product product;
    private final Browser browser;

    LiveE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void newClusterIsInTheListWithinTwoSeconds() {
        var bench = new Workbench(product, "ana");
        var bruno = Portal.signOn(product, browser, "bruno");
        var name = Portal.fresh("e2e-live");
        bruno.open("compute/clusters?name=" + name);
        bruno.awaitListening();

        bench.cluster(name, 1);

        assertThat(bruno.at("tr[data-name=" + name + "]"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON_MILLIS));
        assertThat(bruno.complaints()).isEmpty();
    }

    @Test
    void whatChangesLeavesFocusScrollAndSelectionWhereTheyWere() {
        var bench = new Workbench(product, "ana");
        var name = Portal.fresh("e2e-calm");
        bench.cluster(name, 2);
        var ana = Portal.signOn(product, browser, "ana");
        ana.page().setViewportSize(1000, 480);
        ana.open("compute/cluster?name=" + name);
        ana.awaitListening();
        ana.awaitState("#head", "Steady");
        ana.page().evaluate("window.kept = true");
        ana.at("#head a.primary").focus();
        var before = (List<?>) ana.page().evaluate("""
                () => {
                  const size = document.querySelector("#panel-overview aside .fact-value").firstChild;
                  getSelection().setBaseAndExtent(size, 0, size, 8);
                  scrollTo(0, 120);
                  return %s;
                }""".formatted(STATE));
        assertThat(before.stream().map(String::valueOf)).doesNotContain("", "0");

        bench.cluster(name, 3);

        assertThat(ana.at("#live .stat").first())
                .containsText("/ 3", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON_MILLIS));
        ana.page().waitForFunction("before => JSON.stringify(" + STATE + ") === JSON.stringify(before)", before);
        assertThat((Boolean) ana.page().evaluate("window.kept")).isTrue();
        assertThat(ana.complaints()).isEmpty();
    }

    private static final String STATE =
            "[document.activeElement.textContent.trim(), Math.round(scrollY), getSelection().toString()]";
}
