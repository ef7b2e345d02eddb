package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import io.bancada.client.Az;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a data scientist does first: a cluster, a job on it, its log and metrics, its outputs, and 0 nodes again. */
@ExtendWith(ProductExtension.class)
class DataScientistE2E {
    private static final Path DIGITS =
            Path.of(System.getProperty("bancada.root", "..")).resolve("examples/digits");

    private final Product product;
    private final Browser browser;

    DataScientistE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void anaTrainsAModelFromTheFirstClickToTheLastNode() throws IOException {
        var ana = Portal.signOn(product, browser, "ana");
        var name = Portal.fresh("e2e-digits");
        ana.createCluster(name, "Dedicated", 1, 5);
        assertThat(ana.at(".toast")).containsText(name);

        ana.submit(name, DIGITS, "python3 train.py --epochs 12", "Digits from the portal");
        ana.awaitText("#log", "epoch 12/12");
        ana.awaitState("#head", "Completed");
        assertThat(ana.at("#charts canvas")).hasCount(2);
        ana.awaitText("#metric-table", "validation/accuracy");

        ana.at("#tab-outputs").click();
        ana.awaitText("#files", "model.json");
        var download = ana.page()
                .waitForDownload(() -> ana.page().getByText("model.json").click());
        assertThat(Files.size(download.path())).isPositive();

        ana.open("compute/cluster?name=" + name);
        ana.awaitText("#live", "Asleep");
        ana.awaitText("#panel-history", "Gone");
        assertThat(ana.at("#panel-history")).containsText("prepared in");
        ana.speak("pt-BR");
        assertThat(ana.at("#panel-history")).containsText("os jobs precisam dele");
        assertThat(ana.at("#panel-history")).containsText("preparado em");
        assertThat(ana.at("#panel-history")).not().containsText("prepared in");
        assertThat(new Arm(product, "ana").get("/computes/" + name + "/history").toString())
                .contains("the work wants it", "prepared in")
                .doesNotContain("preparado");
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void lowPriorityClusterIsCreatedAndDeletedByTypingItsName() {
        var ana = Portal.signOn(product, browser, "ana");
        var name = Portal.fresh("e2e-spot");
        ana.createCluster(name, "LowPriority", 2, 30);
        assertThat(ana.at(".facts").first()).containsText("Low priority");
        ana.awaitState("#head", "Steady");

        ana.at("#head details.menu summary").click();
        ana.at("[data-dialog=delete]").click();
        assertThat(ana.at("#deleteForm\\:confirm")).isDisabled();
        ana.at("#deleteForm\\:typed").fill(name);
        ana.at("#deleteForm\\:confirm").click();

        assertThat(ana.at("h1")).hasText("Clusters");
        assertThat(ana.at("tr[data-name=" + name + "]"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(35_000));
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void refusedValuesAreSaidBesideTheirFields() {
        var ana = Portal.signOn(product, browser, "ana");
        ana.open("compute/create-cluster");
        ana.at("#form\\:name").fill("1-bad");
        ana.at("#form\\:name").blur();
        assertThat(ana.at("#form\\:nameError .error-text")).isVisible();

        ana.at("#form\\:name").fill("e2e-refused");
        ana.at("#form\\:min").fill("5");
        ana.at("#form\\:max").fill("2");
        ana.at("#form\\:create").click();

        assertThat(ana.at("#form\\:minError")).containsText("minNodeCount 5 is above maxNodeCount 2");
        ana.at("#form\\:min").fill("many");
        ana.at("#form\\:min").blur();
        assertThat(ana.at("#form\\:minError")).containsText("Give a whole number.");

        ana.speak("pt-BR");
        ana.at("#form\\:name").fill("e2e-refused");
        ana.at("#form\\:min").fill("5");
        ana.at("#form\\:max").fill("2");
        ana.at("#form\\:create").click();
        assertThat(ana.at("#form\\:minError")).containsText("O mínimo de 5 nós é maior que o máximo de 2");
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void clickCountsThoughTheSummaryChangesUnderIt() {
        var ana = Portal.signOn(product, browser, "ana");
        var name = Portal.fresh("e2e-click");
        ana.open("compute/create-cluster");
        ana.at("#form\\:name").fill(name);
        ana.at("#form\\:idle").fill("7");
        ana.at("#form\\:create").hover();
        ana.page()
                .waitForResponse(
                        answer -> answer.request().method().equals("POST"),
                        () -> ana.page().mouse().down());
        assertThat(ana.at("#call")).containsText("PT7S");
        ana.page().mouse().up();
        assertThat(ana.at("h1")).hasText(name);
        new Arm(product, "ana").call("DELETE", "/computes/" + name + "?underlyingResourceAction=Delete", "");
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void commandBesideTheFormDoesWhatTheFormDoes() throws IOException {
        var ana = Portal.signOn(product, browser, "ana");
        var name = Portal.fresh("e2e-az");
        ana.open("compute/create-cluster");
        ana.at("#form\\:name").fill(name);
        ana.at("#form\\:name").blur();
        assertThat(ana.at("#call")).containsText("computes/" + name);

        new Az(product).run(ana.at("#call").textContent());
        ana.open("compute/cluster?name=" + name);
        assertThat(ana.at("h1")).hasText(name);
        new Arm(product, "ana").call("DELETE", "/computes/" + name + "?underlyingResourceAction=Delete", "");
    }

    @Test
    void jobThatFailsSaysWhyAndCanceledJobEnds() {
        var ana = Portal.signOn(product, browser, "ana");
        var name = Portal.fresh("e2e-fails");
        ana.createCluster(name, "Dedicated", 1, 5);
        ana.submit(name, Path.of(""), "echo '<b>not bold</b>'; exit 7", "Fails on purpose");
        ana.awaitState("#head", "Failed");
        ana.awaitText(".verdict", "exit code 7");
        ana.speak("pt-BR");
        assertThat(ana.at(".verdict")).containsText("O comando terminou com o código 7");
        ana.speak("en");
        assertThat(ana.at(".verdict")).containsText("The command exited with code 7");
        ana.awaitText("#log", "<b>not bold</b>");

        ana.page().getByText("Resubmit").click();
        assertThat(ana.at("#form\\:command")).hasValue("echo '<b>not bold</b>'; exit 7");
        ana.submit(name, Path.of(""), "echo started; sleep 600", "Runs too long");
        ana.awaitState("#head", "Running");
        ana.awaitText("#log", "started");
        ana.page().getByText("Cancel job").click();
        ana.awaitState("#head", "Canceled");
        assertThat(ana.complaints()).isEmpty();
    }
}
