package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ana asks for more cores, the administrator sees what it would mean and decides, Ana sees what came of it. */
@ExtendWith(ProductExtension.class)
class QuotaRequestPortalE2E {
    private static final String FAMILY = "standardFSv2Family";
    private static final long LIMIT = 8;

    private final Product product;
    private final Browser browser;
    private final String reason = Portal.fresh("A sweep over <b>48</b> points");

    QuotaRequestPortalE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @BeforeEach
    @AfterEach
    void setTheLimit() {
        var response = product.send(product.request(
                        "admin",
                        "/subscriptions/" + product.subscriptionId()
                                + "/providers/Microsoft.MachineLearningServices/locations/local/updateQuotas"
                                + "?api-version=2024-04-01")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"value\": [{\"id\": \"/subscriptions/"
                        + product.subscriptionId() + "/quotas/" + FAMILY + "\", \"limit\": " + LIMIT + "}]}"))
                .build());
        assertThat(response.body()).contains("Success");
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void anaAsksTheAdminGivesLessAndAnaSeesIt() {
        var ana = Portal.signOn(product, browser, "ana").open("quota/quotas");
        ana.page().getByText("Ask for more").click();
        ask(ana);
        assertThat(ana.at(".verdict")).containsText("no administrator has decided yet");
        assertThat(ana.at("#decisionForm")).hasCount(0);

        var admin = Portal.signOn(product, browser, "admin").open("quota/quotas");
        var row = admin.at("section[aria-labelledby=open] tr").filter(withReason());
        assertThat(row).containsText("8 → 32 cores");
        row.getByRole(com.microsoft.playwright.options.AriaRole.LINK).click();
        assertThat(admin.at("p").filter(withReason())).hasCount(1);
        admin.at("#decisionForm\\:limit").fill("16");
        admin.at("#decisionForm\\:limit").blur();
        assertThat(admin.at("#decisionForm\\:effect")).containsText("0 of 16 cores");
        assertThat(admin.at("#decisionForm\\:effect")).containsText("The hardware here has");
        admin.at("#decisionForm\\:decline").click();
        assertThat(admin.at("#decisionForm\\:commentError")).containsText("say why");
        admin.at("#decisionForm\\:comment").fill("Half of it, until Friday.");
        admin.at("#decisionForm\\:approve").click();
        assertThat(admin.at("h1")).hasText("Quotas");
        assertThat(admin.at("section[aria-labelledby=open] tr").filter(withReason()))
                .hasCount(0);

        ana.awaitState("#head", "Approved");
        ana.awaitText("#decision", "Half of it, until Friday.");
        ana.open("quota/quotas");
        assertThat(ana.at("section[aria-labelledby=requests] tr").filter(withReason()))
                .containsText("8 → 16 cores");
        assertThat(ana.at("section[aria-labelledby=free]")).containsText("0 of 16 cores");
        ana.speak("pt-BR");
        assertThat(ana.at("section[aria-labelledby=requests] tr").filter(withReason()))
                .containsText("Aprovado");
        assertThat(ana.complaints()).isEmpty();
        assertThat(admin.complaints()).isEmpty();
    }

    @Test
    void whatTheServiceRefusesStandsBesideItsFieldAndAnaTakesItBack() {
        var ana = Portal.signOn(product, browser, "ana").open("quota/ask?line=" + FAMILY);
        assertThat(ana.at("#form\\:limit")).hasValue("16");
        ana.at("#form\\:limit").fill("8");
        ana.at("#form\\:send").click();
        assertThat(ana.at("#form\\:reasonError")).containsText("what the cores are for");
        ana.at("#form\\:reason").fill(reason);
        ana.at("#form\\:send").click();
        assertThat(ana.at("#form\\:limitError")).containsText("ask for more than that");

        ask(ana);
        ana.page().getByText("Cancel request").click();
        assertThat(ana.at("section[aria-labelledby=requests] tr").filter(withReason()))
                .containsText("Canceled");
    }

    @Test
    void anaWhoPostsADecisionAnywayIsRefused() {
        var ana = Portal.signOn(product, browser, "ana").open("quota/ask?line=" + FAMILY);
        ask(ana);
        var view = ana.at("input[name='jakarta.faces.ViewState']").first().inputValue();

        var response = ana.page()
                .context()
                .request()
                .post(
                        ana.page().url(),
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("decisionForm", "decisionForm")
                                        .set("decisionForm:limit", "32")
                                        .set("decisionForm:comment", "")
                                        .set("decisionForm:approve", "x")
                                        .set("jakarta.faces.ViewState", view)));

        assertThat(response.status()).isEqualTo(403);
        ana.page().reload();
        assertThat(ana.at(".verdict")).containsText("no administrator has decided yet");
        ana.page().getByText("Cancel request").click();
        assertThat(ana.at("h1")).hasText("Quotas");
    }

    private void ask(Portal person) {
        person.at("#form\\:line").selectOption("*");
        assertThat(person.at("#form\\:summary h3")).hasText("Dedicated cores, total");
        person.at("#form\\:line").selectOption(FAMILY);
        assertThat(person.at("#form\\:summary h3")).hasText(FAMILY);
        person.at("#form\\:limit").fill("32");
        person.at("#form\\:limit").blur();
        assertThat(person.at("#form\\:summary")).containsText("0 of 32 cores");
        person.at("#form\\:reason").fill(reason);
        person.at("#form\\:send").click();
        assertThat(person.at("h1")).hasText(FAMILY + ": 8 → 32 cores");
    }

    private com.microsoft.playwright.Locator.FilterOptions withReason() {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(reason);
    }
}
