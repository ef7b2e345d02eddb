package io.bancada.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import io.bancada.product.Realm;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Debian's az signs on from a clean home (N1, P2): people by password and by device code, programs by secret. */
@ExtendWith(ProductExtension.class)
class AzLoginE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AZ_CLIENT = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private static final String CLOUD =
            "az cloud register --name bancada --endpoint-resource-manager $BANCADA; az cloud set --name bancada;";

    private final Product product;

    AzLoginE2E(Product product) {
        this.product = product;
    }

    @Test
    void personSignsOnWithAPasswordWorksAndSignsOff() throws Exception {
        var az = new Az(product);
        var said = az.run(CLOUD + """
                 az login --username admin --password="$PASSWORD" --tenant adfs --query '[0].id' --output tsv
                 az group create --name az-lab --location local --tags team=ml --query name --output tsv
                 az group exists --name az-lab
                 az lock create --name keep --lock-type CanNotDelete --resource-group az-lab --notes why --query level --output tsv
                 (az group delete --name az-lab --yes 2>&1 || true) | grep -o ScopeLocked | sort -u
                 az lock list --resource-group az-lab --query '[].name' --output tsv
                 az lock delete --name keep --resource-group az-lab
                 az resource list --query "[?name=='main'].type" --output tsv
                 az resource show --ids "$WORKSPACE_ID" --query name --output tsv
                 az group delete --name az-lab --yes
                 az group list --query "[?name=='az-lab'] | length(@)" --output tsv
                 az logout
                """, environment("admin"));

        assertThat(said.lines().map(String::strip))
                .containsSubsequence(
                        product.subscriptionId(),
                        "az-lab",
                        "true",
                        "CanNotDelete",
                        "ScopeLocked",
                        "keep",
                        "Microsoft.MachineLearningServices/workspaces",
                        "main",
                        "0");
        assertThatThrownBy(() -> az.run("az group list")).hasMessageContaining("az login");
    }

    /** As somebody who runs a company's scripts does it: by names, never by object ids. */
    @Test
    void rolesAreGivenAndTakenByName() throws Exception {
        var realm = new Realm(product);
        realm.addProgram("az-worker", "a-secret-of-the-worker", "readers");
        var role = "Az watcher " + UUID.randomUUID();
        try {
            var said = new Az(product).run(CLOUD + """
                             az cloud update --name bancada --cloud-config "{\\"endpoints\\": {\\"microsoftGraphResourceId\\": \\"$BANCADA\\"}}"
                             az login --username admin --password="$PASSWORD" --tenant adfs --output none
                             az ad signed-in-user show --query userPrincipalName --output tsv
                             az role definition create --output none --role-definition "{\\"Name\\": \\"$ROLE\\", \\"Description\\": \\"looks\\",
                               \\"Actions\\": [\\"Microsoft.MachineLearningServices/workspaces/*/read\\"], \\"AssignableScopes\\": [\\"$WORKSPACE_ID\\"]}"
                             az role definition list --custom-role-only --scope "$WORKSPACE_ID" --query "[?roleName=='$ROLE'].description" --output tsv
                             az role assignment create --assignee az-worker --role "$ROLE" --scope "$WORKSPACE_ID" --query principalType --output tsv
                             az role assignment create --assignee vera@bancada.localhost --role "$ROLE" --scope "$WORKSPACE_ID" --query principalType --output tsv
                             az role assignment create --assignee vera@bancada.localhost --role "$ROLE" --scope "$WORKSPACE_ID" --query roleDefinitionName --output tsv
                             az role assignment list --scope "$WORKSPACE_ID" --role "$ROLE" --query "[].principalName" --output tsv | sort
                             az role assignment delete --assignee vera@bancada.localhost --role "$ROLE" --scope "$WORKSPACE_ID"
                             az role assignment list --scope "$WORKSPACE_ID" --role "$ROLE" --query "length(@)" --output tsv
                             az role assignment delete --assignee az-worker --role "$ROLE" --scope "$WORKSPACE_ID"
                             az role definition delete --name "$ROLE" --scope "$WORKSPACE_ID"
                             az role definition list --name "$ROLE" --scope "$WORKSPACE_ID" --query "length(@)" --output tsv
                            """, environment("admin", Map.of("ROLE", role)));

            assertThat(said.lines().map(String::strip).filter(line -> !line.isEmpty()))
                    .containsSubsequence(
                            "admin", "looks", "ServicePrincipal", "User", role, "az-worker", "vera", "1", "0");
        } finally {
            realm.removeProgram("az-worker");
        }
    }

    @Test
    void commandsOfReadmeWork() throws Exception {
        var readme = Files.readAllLines(
                Path.of(System.getProperty("bancada.root", "..")).resolve("README.md"));
        var commands = readme.stream()
                .dropWhile(line -> !line.startsWith("### Use it from az"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("    az "))
                .map(line -> line.strip().replace("https://localhost:8443", product.url()))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        try {
            assertThat(new Az(product).run(String.join("\n", commands), environment("admin")))
                    .contains("Microsoft.MachineLearningServices/workspaces")
                    .contains("\"provisioningState\": \"Succeeded\"")
                    .contains("\"level\": \"CanNotDelete\"");
        } finally {
            new Arm(product, "admin").call("DELETE", "/computes/cpu-az?underlyingResourceAction=Delete", "");
        }
    }

    @Test
    void programSignsOnWithItsSecret() throws Exception {
        var realm = new Realm(product);
        realm.addProgram("az-robot", "a-secret-of-the-robot", "data-scientists");
        try {
            var said = new Az(product)
                    .run(
                            CLOUD + """
                             az login --service-principal --username az-robot --password="$PASSWORD" --tenant adfs --query '[0].user.type' --output tsv
                             az resource show --ids "$WORKSPACE_ID" --query name --output tsv
                             (az group create --name robots --location local 2>&1 || true) | grep -o AuthorizationFailed | sort -u
                            """,
                            Map.of(
                                    "BANCADA", product.url(),
                                    "WORKSPACE_ID", product.workspaceId(),
                                    "PASSWORD", "a-secret-of-the-robot"));

            assertThat(said.lines().map(String::strip))
                    .containsSubsequence("servicePrincipal", "main", "AuthorizationFailed");
        } finally {
            realm.removeProgram("az-robot");
        }
    }

    @Test
    void wrongPasswordAndUnknownProgramAreToldSo() throws Exception {
        var az = new Az(product);
        az.run(CLOUD, environment("ana"));
        assertThatThrownBy(
                        () -> az.run("az login --username ana --password='not hers' --tenant adfs", environment("ana")))
                .hasMessageContaining("Invalid user credentials");
        assertThatThrownBy(() -> az.run(
                        "az login --service-principal --username nobody --password=none --tenant adfs",
                        environment("ana")))
                .hasMessageContaining("nvalid client");
    }

    @Test
    void deviceCodeIsExchangedOnceThePersonHasSignedOnInABrowser() throws Exception {
        var code = read(post("devicecode", Map.of("client_id", AZ_CLIENT, "scope", "any")), 200);
        var ask = Map.of(
                "client_id",
                AZ_CLIENT,
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                code.path("device_code").asText(),
                "scope",
                "https://here/.default");
        assertThat(read(post("token", ask), 400).path("error").asText()).isEqualTo("authorization_pending");
        assertThat(code.path("message").asText())
                .contains(code.path("user_code").asText());

        try (var browser = new Browser(product)) {
            var page = browser.newContext().newPage();
            page.navigate(code.path("verification_uri").asText());
            page.fill("[name=device_user_code]", code.path("user_code").asText());
            page.click("#kc-login");
            signOn(page);
        }

        var tokens = granted(ask);
        assertThat(tokens.path("scope").asText()).isEqualTo("https://here/.default");
        assertThat(product.send(HttpRequest.newBuilder(
                                        URI.create(product.url() + "/subscriptions?api-version=2022-12-01"))
                                .header(
                                        "Authorization",
                                        "Bearer " + tokens.path("access_token").asText())
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(product.send(HttpRequest.newBuilder(
                                        URI.create(product.url() + "/subscriptions?api-version=2022-12-01"))
                                .header(
                                        "Authorization",
                                        "Bearer " + tokens.path("id_token").asText())
                                .build())
                        .statusCode())
                .as("an ID token is no access token")
                .isEqualTo(401);
    }

    /** Asks as often as the provider allows. */
    private JsonNode granted(Map<String, String> ask) throws Exception {
        var deadline = Instant.now().plusSeconds(60);
        var answer = post("token", ask);
        while (answer.statusCode() != 200 && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            answer = post("token", ask);
        }
        return read(answer, 200);
    }

    private void signOn(Page page) {
        page.fill("#username", "ana");
        page.fill("#password", product.password("ana"));
        page.click("#kc-login");
        page.click("[name=accept]");
    }

    private Map<String, String> environment(String user) {
        return Map.of(
                "BANCADA", product.url(),
                "WORKSPACE_ID", product.workspaceId(),
                "PASSWORD", product.password(user));
    }

    private Map<String, String> environment(String user, Map<String, String> more) {
        var all = new HashMap<>(environment(user));
        all.putAll(more);
        return all;
    }

    private HttpResponse<String> post(String path, Map<String, String> form) {
        var body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return product.send(HttpRequest.newBuilder(URI.create(product.url() + "/adfs/oauth2/" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private static JsonNode read(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return JSON.readTree(answer.body());
    }
}
