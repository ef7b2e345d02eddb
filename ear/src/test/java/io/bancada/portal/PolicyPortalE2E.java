package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The policies of a workspace in the portal: an administrator changes them, a reader reads them, forms speak of them. */
@ExtendWith(ProductExtension.class)
class PolicyPortalE2E {
    private final Product product;
    private final Browser browser;

    PolicyPortalE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void restore() {
        browser.close();
        new Arm(product, "admin").call("PUT", "/policy", """
                        {"properties": {"stoppedInstances": "Keep", "jobsOnInstances": "Owner", "sshOnInstances": "Allowed"}}""");
    }

    @Test
    void whatAnAdministratorSavesHoldsAndIsSaidWhereItMatters() {
        var ana = Portal.signOn(product, browser, "ana").open("compute/create-instance");
        assertThat(ana.at("#form\\:summary")).containsText("also while it is stopped");

        var admin = Portal.signOn(product, browser, "admin").open("");
        admin.at(".rail a[href*=policies]").click();
        assertThat(admin.at("input[name='form:stopped'][value=Keep]")).isChecked();
        admin.at("input[name='form:stopped'][value=Release]").check();
        admin.at("input[name='form:ssh'][value=Disabled]").check();
        admin.at("#form\\:save").click();
        assertThat(admin.at("#toasts")).containsText("hold from now on");
        assertThat(admin.at("input[name='form:stopped'][value=Release]")).isChecked();
        assertThat(admin.at("input[name='form:jobs'][value=Owner]")).isChecked();

        ana.open("compute/create-instance");
        assertThat(ana.at("#form\\:summary")).containsText("stopping gives them back");
        assertThat(ana.at("#form\\:ssh")).isDisabled();
        ana.open("compute/policies");
        assertThat(ana.at("#read-only")).containsText("Owner or Contributor");
    }

    @Test
    void readerReadsAndCannotSave() {
        var vera = Portal.signOn(product, browser, "vera").open("compute/policies");
        assertThat(vera.at("#read-only")).isVisible();
        assertThat(vera.at("input[name='form:stopped'][value=Keep]")).isChecked();
        assertThat(vera.at("main input[type=radio]:not([disabled])")).hasCount(0);
        assertThat(vera.at("#form\\:save")).hasCount(0);
        assertThat(vera.at(".rail a[href*=policies]")).hasCount(0);
    }
}
