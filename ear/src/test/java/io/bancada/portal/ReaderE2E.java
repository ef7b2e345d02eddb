package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vera may read: she sees no button that she may not press, and pressing it anyway is refused by the service. */
@ExtendWith(ProductExtension.class)
class ReaderE2E {
    private static final String CLUSTER = "e2e-read-only";

    private final Product product;
    private final Browser browser;

    ReaderE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "compute/instances", "compute/clusters", "job/jobs", "quota/quotas"})
    void readerSeesNothingToPress(String path) {
        var vera = Portal.signOn(product, browser, "vera").open(path);

        assertThat(vera.at("main .button.primary")).hasCount(0);
        assertThat(vera.at("main a[href*=submit], main a[href*=create-]")).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compute/create-instance", "compute/create-cluster", "job/submit", "quota/ask"})
    void formsAreRefusedToAReader(String path) {
        var vera = Portal.signOn(product, browser, "vera");

        var response = vera.page().navigate(product.portalUrl() + path);

        assertThat(response.status()).isEqualTo(403);
        assertThat(vera.at("#trouble")).containsText("You may not do this");
    }

    @Test
    void readerWhoPostsADeletionAnywayIsRefused() {
        clusterOfAna();
        var vera = Portal.signOn(product, browser, "vera").open("compute/cluster?name=" + CLUSTER);
        assertThat(vera.at("#delete, #scale, main .button")).hasCount(0);

        var status = post(
                vera.page(),
                Map.of(
                        "deleteForm", "deleteForm",
                        "deleteForm:typed", CLUSTER,
                        "deleteForm:confirm", "x"));

        assertThat(status).isEqualTo(403);
        vera.open("compute/clusters");
        assertThat(vera.at("tr[data-name=" + CLUSTER + "]")).isVisible();
    }

    @Test
    void readerWhoUploadsCodeAnywayIsRefused() {
        var vera = Portal.signOn(product, browser, "vera");

        var response = vera.page()
                .context()
                .request()
                .post(
                        product.portalUrl() + "code-upload?name=x",
                        RequestOptions.create().setData(new byte[] {1}));

        assertThat(response.status()).isEqualTo(403);
    }

    @Test
    void postWithoutAViewOfThisSessionChangesNothing() {
        clusterOfAna();
        var ana = Portal.signOn(product, browser, "ana").open("compute/cluster?name=" + CLUSTER);

        ana.page()
                .context()
                .request()
                .post(
                        ana.page().url(),
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("deleteForm", "deleteForm")
                                        .set("deleteForm:typed", CLUSTER)
                                        .set("deleteForm:confirm", "x")
                                        .set("jakarta.faces.ViewState", "1234:5678")));

        ana.open("compute/clusters");
        assertThat(ana.at("tr[data-name=" + CLUSTER + "]")).isVisible();
    }

    private int post(Page page, Map<String, String> fields) {
        var form = FormData.create();
        fields.forEach(form::set);
        form.set(
                "jakarta.faces.ViewState",
                page.locator("input[name='jakarta.faces.ViewState']").first().inputValue());
        return page.context()
                .request()
                .post(page.url(), RequestOptions.create().setForm(form))
                .status();
    }

    private void clusterOfAna() {
        var ana = Portal.signOn(product, browser, "ana").open("compute/clusters");
        if (ana.at("tr[data-name=" + CLUSTER + "]").count() == 0) {
            ana.createCluster(CLUSTER, "Dedicated", 1, 120);
        }
        ana.page().close();
    }
}
