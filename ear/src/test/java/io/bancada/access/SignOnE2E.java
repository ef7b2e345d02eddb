package io.bancada.access;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import io.bancada.product.Realm;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ProductExtension.class)
class SignOnE2E {
    private final Product product;
    private final Browser browser;

    SignOnE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void dataScientistSignsOnAndSeesTheOwnName() {
        Page page = browser.signOn("ana");

        assertThat(page.locator("body")).containsText("ana");
    }

    @Test
    void linkWithAQueryLeadsThereAlsoThroughSignOn() {
        Page page = browser.newContext().newPage();
        String wanted = product.portalUrl() + "job/jobs?status=Failed&experiment=a+b%26c";
        page.navigate(wanted);

        browser.enter(page, "ana", product.password("ana"));

        assertThat(page).hasURL(wanted);
        assertThat(page.locator("select[name=status]")).hasValue("Failed");
        page.navigate(product.portalUrl() + "job/jobs");
        assertThat(page).hasURL(product.portalUrl() + "job/jobs");
    }

    @Test
    void wrongPasswordStaysOutside() {
        Page page = browser.newContext().newPage();
        page.navigate(product.portalUrl());

        browser.enter(page, "ana", "not the password");

        assertThat(page.getByText("Invalid username or password.")).isVisible();
        assertThat(page.url()).startsWith(product.issuer());
    }

    @Test
    void signOffEndsBothSessions() {
        Page page = browser.signOn("ana");

        page.locator("details.person > summary").click();
        page.locator("#sign-off").click();

        assertThat(page).hasURL(product.portalUrl() + "signed-off.html");
        assertThat(page.locator("h1")).hasText("You are signed off");
        page.navigate(product.portalUrl());
        assertThat(page.locator("#kc-login")).isVisible();
    }

    /** Keycloak says so over the back channel; nobody has to ask. */
    @Test
    void signOffAtTheIdentityProviderEndsThePortalsSession() {
        var realm = new Realm(product);
        Page page = browser.signOn("vera");
        Page other = browser.signOn("ana");

        realm.signOff(realm.id("vera"));

        page.navigate(product.portalUrl());
        assertThat(page.locator("#kc-login")).isVisible();
        other.navigate(product.portalUrl());
        assertThat(other).hasURL(product.portalUrl());
    }

    @Test
    void nobodyElseCanSignAPersonOffOverTheBackChannel() {
        Page page = browser.signOn("ana");
        for (String token : new String[] {"", "a.b.c", product.token("ana")}) {
            var forged = product.send(HttpRequest.newBuilder(URI.create(product.url() + "/backchannel-logout"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token))
                    .build());
            assertThat(forged.statusCode()).as(token).isEqualTo(400);
        }
        page.navigate(product.portalUrl());
        assertThat(page).hasURL(product.portalUrl());
    }

    @Test
    void sessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        Page page = browser.signOn("ana");

        Cookie session = page.context().cookies(product.portalUrl()).stream()
                .filter(cookie -> cookie.name.equals("__Host-bancada-portal"))
                .findFirst()
                .orElseThrow();

        assertThat(session.httpOnly).isTrue();
        assertThat(session.secure).isTrue();
        assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);
    }

    @Test
    void anotherSiteCannotSignAPersonOff() {
        Page page = browser.signOn("ana");

        APIResponse forged = page.context()
                .request()
                .get(
                        product.portalUrl() + "sign-off",
                        RequestOptions.create().setHeader("Sec-Fetch-Site", "cross-site"));

        assertThat(forged.status()).isEqualTo(403);
        page.reload();
        assertThat(page).hasURL(product.portalUrl());
    }

    @Test
    void addressThatIsNotThePortalsGetsNoCode() {
        HttpRequest stolen = HttpRequest.newBuilder(URI.create(product.issuer()
                        + "/protocol/openid-connect/auth?response_type=code&client_id=bancada-portal&scope=openid"
                        + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                        + "&redirect_uri=https%3A%2F%2Fevil.example%2Fportal%2F"))
                .build();

        assertThat(product.send(stolen).statusCode()).isEqualTo(400);
    }
}
