package io.bancada.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Launcher;
import io.bancada.product.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A product of its own, connected to a domain of its own; roles are given over its API. */
final class DirectoryStage implements AutoCloseable {
    static final String DATA_SCIENTIST = "f6c7c914-8db3-469d-8ca1-694a8f32e121";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final SambaDomain domain;
    final Product product;

    private DirectoryStage(SambaDomain domain, Product product) {
        this.domain = domain;
        this.product = product;
    }

    /** Starts both side by side, and connects nothing yet. */
    static DirectoryStage open(int crowd, String... people) {
        var samba = CompletableFuture.supplyAsync(() -> {
            var domain = SambaDomain.provision(
                    Path.of("target", "samba-" + ProcessHandle.current().pid()).toAbsolutePath());
            domain.addMany(crowd);
            domain.add(people);
            domain.start();
            return domain;
        });
        var product = Product.startAnother(
                "directory",
                Map.of(
                        "BANCADA_JAVA_OPTS",
                        "-Dbancada.instances.recheck-seconds=2 -Dbancada.directory.recheck=PT1S"
                                + " -Dbancada.instances.leaver-look=PT2S -Dbancada.instances.warm.local=1"));
        return new DirectoryStage(samba.join(), product);
    }

    /** What {@code ./bancada ad connect} is given, as a script gives it. */
    Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "BANCADA_AD_URL",
                domain.url(),
                "BANCADA_AD_BIND_DN",
                SambaDomain.READER,
                "BANCADA_AD_PASSWORD_FILE",
                domain.readerPassword().toString(),
                "BANCADA_AD_USERS_DN",
                SambaDomain.PEOPLE,
                "BANCADA_AD_GROUPS_DN",
                SambaDomain.GROUPS,
                "BANCADA_AD_CA_FILE",
                domain.ca().toString()));
    }

    Launcher.Outcome connect(Map<String, String> settings) {
        return product.launcher().runWith(settings, "ad", "connect");
    }

    /** From now on whoever is in the group is a data scientist in the workspace. */
    void makeDataScientists(String group) {
        hold("Group", group);
    }

    /** From now on the person with this object id is one. */
    void makeDataScientist(String subject) {
        hold("User", subject);
    }

    private void hold(String type, String principal) {
        var role = "/subscriptions/" + product.subscriptionId() + "/providers/Microsoft.Authorization/roleDefinitions/"
                + DATA_SCIENTIST;
        var given = new Arm(product, "admin")
                .call("PUT", "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID(), """
                        {"properties": {"roleDefinitionId": "%s", "principalId": "%s", "principalType": "%s"}}""".formatted(
                                role, principal, type));
        assertThat(given.status()).as("%s", given).isEqualTo(201);
    }

    /** Keycloak's answer to a sign-on by name and password. */
    HttpResponse<String> signOn(String account) {
        var form = "grant_type=password&scope=openid&client_id=bancada-cli&client_secret=" + encoded(cliSecret())
                + "&username=" + encoded(account) + "&password=" + encoded(domain.password());
        return product.send(HttpRequest.newBuilder(URI.create(product.issuer() + "/protocol/openid-connect/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    String token(String account) {
        var answer = signOn(account);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body()).path("access_token").asText();
    }

    Arm arm(String account) {
        return Arm.bearing(token(account), product);
    }

    /** Opens an address of the portal or an instance, and signs on where that is asked for. */
    Page open(Browser browser, String account, String address) {
        var page = browser.newContext().newPage();
        page.navigate(address);
        if (page.url().startsWith(product.issuer())) {
            browser.enter(page, account, domain.password());
        }
        page.waitForURL(url -> url.startsWith(address) && !url.contains("/.bancada/"));
        return page;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for it, and says how long it took. */
    static Duration await(String what, BooleanSupplier condition) {
        var began = Instant.now();
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(began.plus(PATIENCE))) {
                throw new AssertionError(what + ": not within " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return Duration.between(began, Instant.now());
    }

    /** What an address of the server answers to a browser's request without a session. */
    HttpResponse<String> get(String path) {
        return product.send(HttpRequest.newBuilder(URI.create(product.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html")
                .build());
    }

    /** Ends Keycloak as a crash would. */
    void killKeycloak() throws IOException {
        var pid = json(Files.readString(product.home().resolve("run/keycloak.json")))
                .path("pid")
                .asLong();
        var process = ProcessHandle.of(pid).orElseThrow();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    private String cliSecret() {
        try {
            return json(Files.readString(product.home().resolve("secrets.json")))
                    .path("cliClient")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try (domain) {
            product.close();
        }
    }
}
