package io.bancada.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import io.bancada.product.Realm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What pages, programs and persons may try against an instance's origin; each beside what does work. */
@ExtendWith(ProductExtension.class)
class GatewayAttacksE2E {
    private static final String SOCKET = """
            origin => new Promise(done => {
                const url = origin.replace('https', 'wss') + '/api/kernels/' + window.kernel + '/channels';
                const socket = new WebSocket(url);
                socket.onopen = () => { window.opened = socket; done('open'); };
                socket.onclose = () => { window.closedAt = Date.now(); done('closed'); };
            })""";
    private static final String KERNEL = """
            async () => { window.kernel = (await (await fetch('/api/kernels', {method: 'POST', body: '{}'})).json()).id;
                return window.kernel; }""";

    private final Product product;
    private final Browser browser;
    private Notebook notebook;
    private String address = "";
    private BrowserContext context;
    private Page page;

    GatewayAttacksE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @BeforeEach
    void open() {
        notebook = new Notebook(product, browser, "ana", "ci-attacked");
        address = notebook.address();
        context = browser.newContext();
        page = notebook.open(context, address);
    }

    @AfterEach
    void close() {
        browser.close();
        notebook.close();
    }

    private String origin() {
        return address.substring(0, address.length() - 1);
    }

    private String openSocket() {
        page.evaluate(KERNEL);
        assertThat(page.evaluate(SOCKET, origin())).isEqualTo("open");
        return (String) page.evaluate("() => window.kernel");
    }

    private void awaitClosed(Duration limit) {
        page.waitForFunction(
                "() => window.closedAt", null, new Page.WaitForFunctionOptions().setTimeout((double) limit.toMillis()));
    }

    /** S11: an open WebSocket does not outlive the sign-off. */
    @Test
    void signOffClosesWhatIsOpen() {
        openSocket();
        var portal = context.newPage();
        portal.navigate(product.portalUrl() + "sign-off");
        portal.waitForURL("**/signed-off.html");
        awaitClosed(Duration.ofSeconds(10));
        assertThat(page.evaluate("async () => (await fetch('/api/status')).status"))
                .isEqualTo(401);
    }

    /** S9, S11, R19: a person who is disabled loses what is open within a minute. */
    @Test
    void disabledPersonLosesTheWebSocket() throws Exception {
        openSocket();
        var began = Instant.now();
        var realm = new Realm(product);
        realm.enable(notebook.arm.objectId(), false);
        try {
            awaitClosed(Duration.ofMinutes(1));
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofMinutes(1));
        } finally {
            realm.enable(notebook.arm.objectId(), true);
        }
    }

    /** S17, S18, S19: a page of another instance's origin, in the browser of a person who has this one open. */
    @Test
    void pageOfAnotherInstanceCanNeitherReadNorActNorFrame() {
        var kernel = openSocket();
        var evil = "https://" + "0".repeat(32) + address.substring(address.indexOf('.'));
        var kernels = "async () => (await (await fetch('/api/kernels')).json()).length";
        assertThat(page.evaluate(kernels)).isEqualTo(1);
        var attacker = context.newPage();
        attacker.route(
                evil + "**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<title>evil</title><body></body>")));
        attacker.navigate(evil);
        attacker.evaluate("id => { window.kernel = id; }", kernel);
        assertThat(attacker.evaluate(
                        "async url => { try { return (await fetch(url + 'api/status', {credentials: 'include'})).status; }"
                                + " catch (e) { return 'refused'; } }",
                        address))
                .isEqualTo("refused");
        attacker.evaluate(
                "async url => { await fetch(url + 'api/kernels', {method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}'}).catch(() => 0); }",
                address);
        assertThat(attacker.evaluate(SOCKET, origin())).isEqualTo("closed");
        attacker.evaluate(
                "url => new Promise(done => { const f = document.createElement('iframe'); f.onload = done; f.src = url + 'tree';"
                        + " document.body.append(f); })",
                address);
        assertThat(attacker.frames()).hasSize(2);
        assertThat(attacker.frames().get(1).content()).doesNotContain("ipython-main-app");
        assertThat(page.evaluate(kernels)).as("no kernel was started").isEqualTo(1);
        page.navigate(address + "tree");
        assertThat(page.content()).contains("ipython-main-app");
    }

    /** S16: neither side sees the other's cookies. */
    @Test
    void cookiesStayWhereTheyBelong() {
        var host = URI.create(address).getHost();
        var own = context.cookies(address).stream()
                .filter(cookie -> cookie.domain.equals(host))
                .toList();
        assertThat(own).anySatisfy(cookie -> {
            assertThat(cookie.name).isEqualTo("__Host-bancada-instance");
            assertThat(cookie.httpOnly && cookie.secure).isTrue();
        });
        assertThat(own).as("what is the portal's").noneMatch(cookie -> cookie.name.contains("bancada-portal"));
        assertThat(sent(page, address + "api/status"))
                .contains("__Host-bancada-instance")
                .doesNotContain("bancada-portal", "bancada-language");
        assertThat(sent(context.newPage(), product.portalUrl()))
                .contains("bancada-portal")
                .doesNotContain("bancada-instance");
    }

    /** The cookies that the browser really sends to an address. */
    private static String sent(Page from, String url) {
        var request = from.waitForRequest(url, () -> from.navigate(url));
        return request.allHeaders().getOrDefault("cookie", "");
    }

    /** S14: no secret is in any address that the browser has seen, nor in the server's log. */
    @Test
    void addressesAndLogsHoldNoTicket() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        var fresh = browser.newContext();
        fresh.onRequest(request -> seen.add(request.url()));
        notebook.open(fresh, address);
        var session = fresh.cookies(address).stream()
                .filter(cookie -> cookie.name.equals("__Host-bancada-instance"))
                .findFirst()
                .orElseThrow()
                .value;
        assertThat(seen).anyMatch(url -> url.contains("/open-instance/")).noneMatch(url -> url.contains("ticket"));
        assertThat(seen).noneMatch(url -> url.contains(session));
        assertThat(java.nio.file.Files.readString(product.home().resolve("log/server.log")))
                .doesNotContain(session)
                .doesNotContain("token ");
        assertThat(status(URI.create(address).getAuthority(), "/api/status?token=" + session, ""))
                .isEqualTo(401);
    }

    /** S8: another instance of the same name is another origin, and the old one is nobody's. */
    @Test
    void nameThatIsUsedAgainIsAnotherOrigin() {
        notebook.delete();
        notebook.create();
        var other = notebook.address();
        assertThat(other).isNotEqualTo(address);
        assertThat(page.navigate(address).status()).isIn(403, 404);
        assertThat(notebook.open(context, other).url()).startsWith(other);
    }

    /** S21: hosts that are none of ours, the portal's paths at an instance's origin, and the API's. */
    @Test
    void hostsAreToldApart() throws Exception {
        var port = URI.create(product.url()).getPort();
        var instance = URI.create(address).getAuthority();
        assertThat(status("localhost:" + port, "/health", "")).isEqualTo(200);
        assertThat(status(instance, "/api/status", "")).isEqualTo(401);
        for (var host :
                List.of("evil.example", "localhost", "localhost:1", "instances.localhost:" + port, "a.b." + instance)) {
            assertThat(status(host, "/health", "")).as(host).isEqualTo(421);
        }
        assertThat(status(instance, "/portal/", "")).isEqualTo(421);
        var token = "Authorization: Bearer " + product.token("ana") + "\r\n";
        assertThat(status("localhost:" + port, "/subscriptions?api-version=2022-12-01", token))
                .isEqualTo(200);
        assertThat(status(instance, "/subscriptions?api-version=2022-12-01", token))
                .isEqualTo(401);
        assertThat(status("localhost:" + port, "/health", "X-Forwarded-Host: evil.example\r\n"))
                .isEqualTo(200);
    }

    private int status(String host, String path, String headers) throws Exception {
        var url = URI.create(product.url());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var pem = java.nio.file.Files.newInputStream(product.caFile())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        try (var socket = tls.getSocketFactory().createSocket("localhost", url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 ");
            return Integer.parseInt(answer.substring(9));
        }
    }
}
