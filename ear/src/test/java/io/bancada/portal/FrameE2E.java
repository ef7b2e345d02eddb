package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stands around every page: workspaces, search, and what the person may do. */
@ExtendWith(ProductExtension.class)
class FrameE2E {
    private final Product product;
    private final Browser browser;

    FrameE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void searchLeadsToAClusterByKeysAlone() {
        var name = Portal.fresh("e2e-sought");
        new Workbench(product, "ana").cluster(name, 0);
        var vera = Portal.signOn(product, browser, "vera");

        vera.page().keyboard().press("Control+k");
        vera.page().keyboard().type(name.substring(4));
        assertThat(vera.at("#find-hits [aria-selected=true]")).containsText(name);
        vera.page().keyboard().press("Enter");

        assertThat(vera.at("h1")).hasText(name);
        assertThat(vera.complaints()).isEmpty();
    }

    @Test
    void openPageKeepsItsWorkspaceWhenAnotherWindowGoesElsewhere() {
        var second = Portal.fresh("second");
        var cluster = Portal.fresh("e2e-here");
        new Workbench(product, "ana").cluster(cluster, 0);
        new Workbench(product, "admin").workspace(second);
        var admin = Portal.signOn(product, browser, "admin").open("compute/cluster?name=" + cluster);
        var other = admin.anotherWindow();

        other.at(".workspace summary").click();
        other.at("[data-workspace$='/" + second + "']").click();
        assertThat(other.at(".workspace summary")).containsText(second);
        other.open("compute/clusters");
        assertThat(other.at(".empty")).containsText("No cluster yet");

        admin.at("#head details.menu summary").click();
        admin.at("[data-dialog=scale]").click();
        admin.at("#scaleForm\\:max").fill("1");
        admin.at("#scaleForm\\:save").click();
        assertThat(admin.at(".toast")).containsText(cluster);
        new Workbench(product, "ana").cluster(cluster, 0);
        other.open("compute/cluster?name=" + cluster);
        assertThat(other.at("#trouble")).hasAttribute("data-status", "404");
    }

    @Test
    void workspaceThatThePersonMayNotSeeIsNotOffered() {
        var secret = Portal.fresh("secret");
        new Workbench(product, "admin").workspace(secret);
        var ana = Portal.signOn(product, browser, "ana");

        assertThat(ana.at("[data-workspace]")).hasCount(1);
        ana.page()
                .evaluate(
                        "name => { document.cookie = `bancada-workspace=default%2F${name}; Path=/portal; Secure` }",
                        secret);
        ana.open("compute/clusters");

        assertThat(ana.at(".workspace summary")).containsText("main");
    }

    @Test
    void personSeesTheirRolesAndWhatTheyAllow() {
        var name = Portal.fresh("e2e-access");
        new Workbench(product, "ana").cluster(name, 0);
        var ana = Portal.signOn(product, browser, "ana").open("access/mine");
        assertThat(ana.at("tbody")).containsText("AzureML Data Scientist");
        ana.open("compute/cluster?name=" + name + "&tab=access");
        assertThat(ana.at("#panel-access")).containsText("Your roles");

        var vera = Portal.signOn(product, browser, "vera").open("compute/cluster?name=" + name);
        vera.at("#tab-access").click();
        assertThat(vera.page()).hasURL(Pattern.compile(".*tab=access.*"));
        assertThat(vera.at(".allowances li").nth(3)).containsText("not allowed");
        assertThat(vera.at("#panel-access")).containsText("Roles that hold here");
        assertThat(vera.at("#panel-access tbody")).containsText("data-scientists");
        assertThat(vera.complaints()).isEmpty();
    }
}
