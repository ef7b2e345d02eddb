package io.bancada.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import java.time.Duration;
import java.util.List;

/** A compute instance of a person's, and that person's browser. */
final class Notebook implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WRITE = """
            async ([path, source]) => (await fetch('/api/contents' + path, {method: 'PUT', body: JSON.stringify({type: 'notebook', content: {
                nbformat: 4, nbformat_minor: 2, metadata: {kernelspec: {name: 'python3', display_name: 'Python 3', language: 'python'}},
                cells: [{cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source}]}})})).status""";

    final String name;
    final String user;
    final Arm arm;
    private final Arm creator;
    private final Product product;
    private final Browser browser;

    Notebook(Product product, Browser browser, String user, String name) {
        this(product, browser, user, user, name);
    }

    /** One that {@code creator} makes for {@code user}. */
    Notebook(Product product, Browser browser, String user, String creator, String name) {
        this.product = product;
        this.browser = browser;
        this.user = user;
        this.name = name;
        this.arm = new Arm(product, user);
        this.creator = new Arm(product, creator);
        create();
    }

    void create() {
        var answer = creator.call("PUT", "/computes/" + name, """
                {"location": "local", "properties": {"computeType": "ComputeInstance", "properties": {"vmSize": "Standard_D11_v2",
                 "personalComputeInstanceSettings": {"assignedUser": {"objectId": "%s", "tenantId": "%s"}}}}}""".formatted(
                        arm.objectId(), product.status().path("tenantId").asText()));
        if (answer.status() != 201) {
            throw new AssertionError("instance " + name + ": " + answer);
        }
    }

    /** The address of Jupyter, once it answers; it ends with a slash. */
    String address() {
        return arm.await("/computes/" + name, PATIENCE, c -> !applications(c).isEmpty())
                .at("/properties/properties/applications/0/endpointUri")
                .asText();
    }

    static JsonNode applications(JsonNode compute) {
        return compute.at("/properties/properties/applications");
    }

    void awaitState(String state) {
        arm.await(
                "/computes/" + name,
                PATIENCE,
                c -> c.at("/properties/properties/state").asText().equals(state));
    }

    /** Opens the address as its person, through the portal's sign-on. */
    Page open(BrowserContext context, String address) {
        var page = context.newPage();
        page.navigate(address);
        if (page.url().startsWith(product.issuer())) {
            browser.enter(page, user, product.password(user));
        }
        page.waitForURL(url -> url.startsWith(address) && !url.contains("/.bancada/"));
        return page;
    }

    /**
     * Writes a notebook of one cell beside what the page shows, and runs it over the real WebSocket.
     *
     * @return what the cell prints
     */
    static String run(Page page, String address, String file, String source) {
        assertThat(page.evaluate(WRITE, List.of(file, source)))
                .as("201, or 200 where an earlier run left the file")
                .isIn(200, 201);
        page.navigate(address + "notebooks" + file);
        page.waitForFunction("() => window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel"
                + " && Jupyter.notebook.kernel.is_connected()");
        page.evaluate("() => Jupyter.notebook.execute_all_cells()");
        page.waitForSelector(".output_stdout");
        return page.locator(".output_stdout").first().innerText().strip();
    }

    /** Deletes the instance and waits until it is gone. */
    void delete() {
        creator.remove(name);
    }

    @Override
    public void close() {
        delete();
    }
}
