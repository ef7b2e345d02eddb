package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Access tokens on an instance's page: made, shown once, used by whoever has the address, revoked; for its person alone. */
@ExtendWith(ProductExtension.class)
class AccessTokenPortalE2E {
    private final Product product;
    private final Browser browser;
    private final Arm arm;
    private final String desk = Portal.fresh("desk");

    AccessTokenPortalE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
        this.arm = new Arm(product, "ana");
    }

    @BeforeEach
    void create() {
        arm.desk(desk, arm.objectId());
    }

    @AfterEach
    void close() {
        browser.close();
        arm.remove(desk);
    }

    @Test
    void personMakesATokenAndSeesItOnceAndRevokesIt() {
        var ana = Portal.signOn(product, browser, "ana").open("compute/instance?name=" + desk);
        assertThat(ana.at("#head a.button.primary")).isVisible(patiently());
        ana.at("[data-dialog=token]").click();
        ana.at("#tokenForm\\:make").click();
        assertThat(ana.at("#tokenForm .error-text")).containsText("1 to 64 characters");
        ana.at("#tokenForm\\:name").fill("My <b>editor</b>");
        ana.at("#tokenForm\\:hours").selectOption("24");
        ana.at("#tokenForm\\:make").click();
        assertThat(ana.at("#made")).isVisible();
        var address = ana.at("#made [data-copy]").first().getAttribute("data-copy");
        Assertions.assertThat(address).matches("https://[0-9a-f]{32}[.]instances[.].*/[?]token=bnct_[A-Za-z0-9_-]{43}");
        Assertions.assertThat(visit(address)).isEqualTo(200);

        ana.at("#made [data-close]").click();
        ana.open("compute/instance?name=" + desk);
        var row = ana.at("section[aria-labelledby=editor] .lines li");
        assertThat(row).hasCount(1);
        assertThat(row).containsText("My <b>editor</b>");
        Assertions.assertThat(ana.page().content()).doesNotContain("bnct_");

        row.locator("button").click();
        assertThat(ana.at("#revoke")).containsText("My <b>editor</b>");
        ana.at("#revokeForm\\:confirm").click();
        assertThat(ana.at(".toast").last()).containsText("worthless");
        assertThat(ana.at("section[aria-labelledby=editor]")).containsText("There is none yet");
        Assertions.assertThat(visit(address)).isEqualTo(401);
        ana.open("compute/instance?name=" + desk + "&tab=history");
        assertThat(ana.at("#panel-history")).containsText("Access token revoked");
        Assertions.assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void othersSeeNoneOfIt() {
        var ana = Portal.signOn(product, browser, "ana").open("compute/instance?name=" + desk);
        assertThat(ana.at("#editor")).isVisible();
        for (var user : new String[] {"admin", "bruno", "vera"}) {
            var other = Portal.signOn(product, browser, user).open("compute/instance?name=" + desk);
            assertThat(other.at("h1")).hasText(desk);
            assertThat(other.at("#editor, #token, #revoke")).hasCount(0);
        }
    }

    /** What a browser that nobody has signed on with is answered. */
    private int visit(String address) {
        var page = browser.newContext().newPage();
        return page.navigate(address).status();
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
    }
}
