package io.bancada.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs on an instance speak in the name of its person (C23): with Azure's own libraries, and without a sign-on. */
@ExtendWith(ProductExtension.class)
class InstanceIdentityE2E {
    /** Reads what a program of the cell's finds, and nothing else may know. */
    private static final String SECRET = "import os; print(os.environ['MSI_SECRET'])";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Product product;
    private final Browser browser;
    private final Arm ana;
    private Notebook notebook;
    private Page page;
    private String address;
    private String folder;

    InstanceIdentityE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
        this.ana = new Arm(product, "ana");
    }

    @BeforeEach
    void open() {
        notebook = new Notebook(product, browser, "ana", "id-ana");
        address = notebook.address();
        page = notebook.open(browser.newContext(), address);
        folder = URI.create(page.url()).getPath().substring("/tree".length());
    }

    @AfterEach
    void close() {
        browser.close();
        notebook.close();
    }

    @Test
    void jobSubmittedFromANotebookIsItsPersons() {
        var script = product.run(Map.of(), "cat", "examples/submit_from_instance.py")
                .replace("sys.argv[1] if len(sys.argv) > 1 else ", ""); // the arguments of a cell are the kernel's
        var said = run("submit", script);
        assertThat(said).startsWith("Completed from-instance-").endsWith(" on id-ana");
        var job = ana.get("/jobs/" + said.split(" ", -1)[1]);
        assertThat(job.at("/systemData/createdBy").asText()).isEqualTo("Ana Araujo");
        assertThat(said).contains(" of Ana Araujo ");
    }

    @Test
    void tokenIsAsGoodAsItsPersonsRightsAndTheSecretAsTheProgramsRun() throws Exception {
        var secret = run("secret", SECRET);
        var token = token(secret, product.url());
        assertThat(token.statusCode()).as("%s", token.body()).isEqualTo(200);
        assertThat(token.headers().firstValue("Cache-Control")).contains("no-store");
        var bearer = JSON.readTree(token.body()).path("access_token").asText();
        assertThat(call(bearer, "GET", "/computes/id-ana", "").statusCode()).isEqualTo(200);
        assertThat(call(bearer, "PUT", "/policy", "{\"properties\": {\"sshOnInstances\": \"Disabled\"}}")
                        .statusCode())
                .as("a data scientist may not")
                .isEqualTo(403);

        for (var lasting : Map.of(
                        "/accessTokens", "{\"name\": \"mine\"}",
                        "/updateSshKey", "{\"adminPublicKey\": \"ssh-ed25519 AAAA\"}")
                .entrySet()) {
            var refused = call(bearer, "POST", "/computes/id-ana" + lasting.getKey(), lasting.getValue());
            assertThat(refused.statusCode()).as("%s", refused.body()).isEqualTo(403);
            assertThat(refused.body()).contains("A program on a compute instance cannot give out keys or tokens");
        }

        var withKey = call(bearer, "PUT", "/computes/id-door", """
                {"location": "local", "properties": {"computeType": "ComputeInstance", "properties": {"vmSize": "Standard_D11_v2",
                 "sshSettings": {"sshPublicAccess": "Enabled", "adminPublicKey": "ssh-ed25519 AAAA"}}}}""");
        assertThat(withKey.statusCode()).as("%s", withKey.body()).isEqualTo(403);
        assertThat(withKey.body()).contains("A program on a compute instance cannot give out keys or tokens");
        assertThat(call(bearer, "GET", "/computes/id-door", "").statusCode()).isEqualTo(404);

        assertThat(token(secret, "https://vault.azure.net").statusCode()).isEqualTo(400);
        assertThat(token(secret.substring(1), product.url()).statusCode()).isEqualTo(401);
        assertThat(token("", product.url()).statusCode()).isEqualTo(401);

        assertThat(notebook.arm.call("POST", "/computes/id-ana/stop", "").status())
                .isEqualTo(202);
        notebook.awaitState("Stopped");
        assertThat(token(secret, product.url()).statusCode()).as("stopped").isEqualTo(401);
        notebook.arm.call("POST", "/computes/id-ana/start", "");
        notebook.awaitState("Running");
        notebook.address();
        assertThat(token(secret, product.url()).statusCode())
                .as("the secret of an earlier start")
                .isEqualTo(401);
    }

    private String run(String name, String source) {
        return Notebook.run(page, address, folder + "/" + name + ".ipynb", source);
    }

    private HttpResponse<String> token(String secret, String resource) {
        var path = "/identity/token?api-version=2017-09-01&resource=" + resource;
        return product.send(HttpRequest.newBuilder(URI.create(product.url() + path))
                .header("secret", secret)
                .build());
    }

    private HttpResponse<String> call(String bearer, String method, String path, String body) {
        return product.send(HttpRequest.newBuilder(
                        URI.create(product.url() + product.workspaceId() + path + "?api-version=2024-04-01"))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .build());
    }
}
