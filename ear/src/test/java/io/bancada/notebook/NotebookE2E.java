package io.bancada.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A data scientist works in Jupyter on a workstation of her own, in a real browser, and nobody else does. */
@ExtendWith(ProductExtension.class)
class NotebookE2E {
    private static final String READ = "async path => (await fetch('/api/contents' + path)).status";

    private final Product product;
    private final Browser browser;
    private Notebook notebook;

    NotebookE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @BeforeEach
    void create() {
        notebook = new Notebook(product, browser, "ana", "ci-ana");
    }

    @AfterEach
    void close() {
        browser.close();
        notebook.close();
    }

    @Test
    void cellRunsNobodyElseComesInAndTheFileOutlivesAStop() {
        var address = notebook.address();
        var context = browser.newContext();
        Page page = notebook.open(context, address);
        assertThat(page.url()).startsWith(address + "tree/Users/");
        var file = URI.create(page.url()).getPath().substring("/tree".length()) + "/hello.ipynb";

        assertThat(Notebook.run(page, address, file, "print(6 * 7)")).isEqualTo("42");

        for (var other : new String[] {"bruno", "admin"}) {
            var signedOn = browser.signOn(other);
            var refused = signedOn.navigate(address);
            assertThat(refused.status()).as(other).isEqualTo(403);
            assertThat(signedOn.url()).startsWith(product.portalUrl());
            assertThat(signedOn.context().cookies(address)).noneMatch(c -> c.name.equals("__Host-bancada-instance"));
        }

        assertThat(notebook.arm.call("POST", "/computes/ci-ana/stop", "").status())
                .isEqualTo(202);
        notebook.awaitState("Stopped");
        var stopped = page.navigate(address);
        assertThat(stopped.status()).isEqualTo(503);
        assertThat(stopped.text()).contains("ci-ana is Stopped", "Start it in the portal");

        assertThat(notebook.arm.call("POST", "/computes/ci-ana/start", "").status())
                .isEqualTo(202);
        notebook.awaitState("Running");
        assertThat(notebook.address()).isEqualTo(address);
        awaitServed(page, address);
        assertThat(page.evaluate(READ, file)).isEqualTo(200);
    }

    @Test
    void whoseInstanceItIsMayStillNotOpenItWithoutARoleThatAllowsIt() {
        try (var desk = new Notebook(product, browser, "vera", "admin", "ci-vera")) {
            var address = desk.address();
            var refused = browser.signOn("vera").navigate(address);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.url()).startsWith(product.portalUrl() + "open-instance/");
        }
    }

    /** What the gateway knows of an instance is up to a second old. */
    private static void awaitServed(Page page, String address) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (page.navigate(address).status() != 200) {
            assertThat(System.nanoTime()).as("Jupyter is served again").isLessThan(end);
        }
    }
}
