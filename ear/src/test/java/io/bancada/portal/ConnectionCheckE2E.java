package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.bancada.portal.InspectingProxy.Harm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A person asks the portal whether notebooks can work on her network, and is told what is in their way. */
@ExtendWith(ProductExtension.class)
class ConnectionCheckE2E {
    private static final List<String> ALL = List.of("portal", "name", "socket", "echo", "size", "trip", "silence");
    private static final double PATIENCE_MILLIS = 90_000;

    /** What a page's script sees of an origin: whether it may read it, and whether a WebSocket to it opens. */
    private static final String REACH = """
            async origin => {
                const read = await fetch(origin + '/').then(answer => answer.text(), () => 'unreadable');
                const open = await new Promise(done => {
                    document.addEventListener('securitypolicyviolation', () => done('closed'));
                    const socket = new WebSocket(origin.replace('https', 'wss') + '/');
                    socket.onopen = () => { done('open'); socket.close(); };
                    socket.onclose = () => done('closed');
                });
                return read + ' ' + open;
            }""";

    private final Product product;
    private final Browser browser;

    @TempDir
    Path directory;

    ConnectionCheckE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void allIsWellWhereNothingStandsBetween() {
        var ana = Portal.signOn(product, browser, "ana");
        ana.at(".person > summary").click();
        ana.at(".person a[href*='compute/connection']").click();
        awaitVerdict(ana.page(), "good");
        for (var name : ALL) {
            assertThat(check(ana.page(), name)).hasAttribute("data-state", "good");
        }
        assertThat(check(ana.page(), "silence")).containsText("Open after 35 seconds of silence");
        assertThat(ana.at("#result")).containsText(java.util.regex.Pattern.compile("WebSockets open: In [0-9,]+ ms"));
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void proxyThatPassesNoWebSocketIsFound() throws Exception {
        try (var proxy = new InspectingProxy(product, directory, Harm.DROPS_UPGRADE)) {
            var page = checkThrough(proxy, "bad");
            assertStates(page, "good", "portal", "name");
            assertStates(page, "bad", "socket");
            assertStates(page, "skipped", "echo", "size", "trip", "silence");
            assertThat(check(page, "socket")).containsText("the proxy must pass the headers Upgrade and Connection on");
            assertThat(page.locator("#result")).containsText("[Broken] WebSockets open");
        }
    }

    @Test
    void proxyThatCutsSilentConnectionsIsFound() throws Exception {
        try (var proxy = new InspectingProxy(product, directory, Harm.CUTS_SILENCE)) {
            var page = checkThrough(proxy, "bad");
            assertStates(page, "good", "portal", "name", "socket", "echo", "size", "trip");
            assertStates(page, "bad", "silence");
            assertThat(check(page, "silence"))
                    .containsText(java.util.regex.Pattern.compile("Cut after [4-9] seconds of silence"));
        }
    }

    @Test
    void proxyThatBlocksTheNamesOrAnswersInTheirPlaceIsFound() throws Exception {
        try (var proxy = new InspectingProxy(product, directory, Harm.REFUSES)) {
            var page = checkThrough(proxy, "bad");
            assertStates(page, "good", "portal");
            assertStates(page, "bad", "name");
            assertStates(page, "skipped", "socket", "echo", "size", "trip", "silence");
            assertThat(check(page, "name")).containsText("Nothing below *.instances.localhost is reached");
            assertThat(check(page, "name").locator("a")).isVisible();
        }
        try (var proxy = new InspectingProxy(
                product, java.nio.file.Files.createDirectory(directory.resolve("other")), Harm.ANSWERS_ITSELF)) {
            var page = checkThrough(proxy, "bad");
            assertStates(page, "good", "portal");
            assertThat(check(page, "name")).containsText("Something else answers in the place of");
        }
    }

    /** S17, S18: the name answers the portal's page alone, and no other page of the portal's may ask it. */
    @Test
    void nobodyElseIsAnswered() {
        var page = browser.signOn("ana");
        page.navigate(product.portalUrl() + "compute/connection");
        var origin = page.locator("#verdict").getAttribute("data-origin");
        assertThat(page.evaluate(REACH, origin)).isEqualTo("bancada open");

        page.navigate(product.portalUrl());
        assertThat(page.evaluate(REACH, origin))
                .as("the policy of any other page")
                .isEqualTo("unreadable closed");

        var evil = origin.replace("connection-check", "0".repeat(32));
        var attacker = page.context().newPage();
        attacker.route(
                evil + "/**",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("<title>evil</title>")));
        attacker.navigate(evil + "/");
        assertThat(attacker.title()).isEqualTo("evil");
        assertThat(attacker.evaluate(REACH, origin)).as("a page of an instance").isEqualTo("unreadable closed");
    }

    private Page checkThrough(InspectingProxy proxy, String verdict) {
        var page = browser.signOn("ana", proxy.address());
        page.navigate(product.portalUrl() + "compute/connection");
        awaitVerdict(page, verdict);
        return page;
    }

    private static void awaitVerdict(Page page, String verdict) {
        assertThat(page.locator("#verdict:not([data-state=going])"))
                .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("#verdict")).hasAttribute("data-state", verdict);
    }

    private static void assertStates(Page page, String state, String... names) {
        for (var name : names) {
            assertThat(check(page, name)).hasAttribute("data-state", state);
        }
    }

    private static Locator check(Page page, String name) {
        return page.locator("[data-check=" + name + "]");
    }
}
