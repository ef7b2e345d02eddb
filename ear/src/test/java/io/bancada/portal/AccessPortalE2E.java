package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what, in the portal: an owner defines a role, gives it, asks why, and takes it away. */
@ExtendWith(ProductExtension.class)
class AccessPortalE2E {
    private final Product product;
    private final Browser browser;

    AccessPortalE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void ownerDefinesARoleGivesItAsksWhyAndTakesItAway() {
        var role = Portal.fresh("Starter");
        var admin = Portal.signOn(product, browser, "admin").open("");
        admin.at(".rail a[href*='role/access']").click();
        assertThat(admin.at("#panel-holders tbody")).containsText("data-scientists");

        admin.at("[data-dialog=define]").click();
        admin.at("#roleForm\\:roleName").fill(role);
        admin.at("#roleForm\\:actions").fill("computes/start");
        admin.at("#roleForm\\:save").click();
        assertThat(admin.at("#define")).containsText("stands for no known action");
        admin.at("#roleForm\\:actions").fill("Microsoft.MachineLearningServices/workspaces/computes/start/action");
        admin.at("#roleForm\\:save").click();
        assertThat(admin.at("#toasts")).containsText("can be given now");
        assertThat(admin.at("#panel-roles")).containsText(role);

        admin.at("[data-dialog=give]").click();
        admin.at("#giveForm\\:objectId_input").pressSequentially("vera");
        admin.at("#giveForm\\:objectId_panel tr").first().click();
        admin.at("#giveForm\\:role").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(role));
        admin.at("#giveForm\\:save").click();
        assertThat(admin.at("#toasts")).containsText("holds " + role + " now");
        var line = admin.at("#panel-holders tbody tr", role);
        assertThat(line).containsText("This workspace");

        admin.at("#tab-check").click();
        admin.at("#checkForm\\:objectId_input").pressSequentially("vera");
        admin.at("#checkForm\\:objectId_panel tr").first().click();
        admin.at("#checkForm\\:action")
                .selectOption("Microsoft.MachineLearningServices/workspaces/computes/start/action");
        admin.at("#checkForm\\:ask").click();
        assertThat(admin.at("#verdict")).containsText("may do this here");
        assertThat(admin.at("#verdict li").first()).containsText(role);

        admin.open("role/access");
        admin.at("#panel-holders tbody tr", role).locator("[data-dialog=take]").click();
        assertThat(admin.at("#take")).containsText(role);
        admin.at("#takeForm\\:confirm").click();
        assertThat(admin.at("#toasts")).containsText("was taken from");
        assertThat(admin.at("#panel-holders tbody tr", role)).hasCount(0);

        admin.at("#tab-roles").click();
        admin.at("#panel-roles section", role).locator("[data-dialog=forget]").click();
        admin.at("#forgetForm\\:confirm").click();
        assertThat(admin.at("#toasts")).containsText("is deleted");
        org.assertj.core.api.Assertions.assertThat(admin.complaints()).isEmpty();
    }

    @Test
    void ownRightsStayAndReadersOnlyRead() {
        var admin = Portal.signOn(product, browser, "admin").open("role/access");
        var own = admin.at("#panel-holders tbody tr", "bancada-admins").locator("[data-dialog=take]");
        assertThat(own).hasAttribute("aria-disabled", "true");
        assertThat(own).hasAttribute("data-why", Pattern.compile("your own rights"));

        var vera = Portal.signOn(product, browser, "vera").open("role/access");
        assertThat(vera.at("#panel-holders tbody")).containsText("data-scientists");
        assertThat(vera.at("[data-dialog=give], [data-dialog=define], [data-dialog=take]:not([aria-disabled=true])"))
                .hasCount(0);

        var ana = Portal.signOn(product, browser, "ana").open("");
        assertThat(ana.at(".rail a[href*='role/access']")).hasCount(0);
        ana.open("role/access");
        assertThat(ana.at("main")).containsText("You may not do this");
    }
}
