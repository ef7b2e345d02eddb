package io.bancada.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The started product that all whole-product tests of a run share: ask for it as a parameter under
 * {@link ProductExtension}. It starts at the first use and stops at the end of the run. To test against one that runs
 * already, name its home: {@code -Dbancada.test.home=/path}; it is left running.
 */
public final class Product implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Launcher launcher;
    private final boolean ours;
    private final JsonNode context;
    private final HttpClient http;

    private Product(Launcher launcher, boolean ours) {
        this.launcher = launcher;
        this.ours = ours;
        this.context = readStatus(launcher);
        this.http = HttpClient.newBuilder()
                .sslContext(trusting(caFile()))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    static Product start() {
        String running = System.getProperty("bancada.test.home", "");
        if (!running.isEmpty()) {
            // The ports are in the home already; these only fill the environment of further calls.
            JsonNode settings = read(Path.of(running, "settings.json"));
            return new Product(
                    new Launcher(
                            Path.of(running),
                            settings.path("port").intValue(),
                            settings.path("keycloakPort").intValue()),
                    false);
        }
        Launcher launcher = Launcher.forFreshHome("product");
        launcher.output("up", "--no-build");
        return new Product(launcher, true);
    }

    /**
     * Another product beside the shared one, for tests that need one of their own; close it.
     *
     * @param environment for {@code ./bancada up}, such as another database
     */
    public static Product startAnother(String name, Map<String, String> environment) {
        Launcher launcher = Launcher.forFreshHome(name);
        Launcher.Outcome outcome = launcher.runWith(environment, "up", "--no-build");
        if (outcome.exitCode() != 0) {
            throw new AssertionError("./bancada up failed: " + outcome.output());
        }
        return new Product(launcher, true);
    }

    public Launcher launcher() {
        return launcher;
    }

    public Path home() {
        return launcher.home();
    }

    /** Where the API is, without a slash at the end. */
    public String url() {
        return text("url");
    }

    /** Where the portal is, with a slash at the end. */
    public String portalUrl() {
        return text("portalUrl");
    }

    public String issuer() {
        return text("issuer");
    }

    public String subscriptionId() {
        return text("subscriptionId");
    }

    /** PEM of the authority that signed the product's certificates. */
    public Path caFile() {
        return Path.of(text("caFile"));
    }

    /** The ARM resource id of the workspace that the first start made. */
    public String workspaceId() {
        return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.MachineLearningServices/workspaces/%s"
                .formatted(subscriptionId(), text("resourceGroup"), text("workspace"));
    }

    /** A new bearer token for one of admin, ana, bruno, vera. */
    public String token(String user) {
        return launcher.output("token", user).strip();
    }

    /** The password of a user, from the credentials file. */
    public String password(String user) {
        return Objects.requireNonNull(credentials().get(user), user);
    }

    /** User to password, for all users that the first start made. */
    public Map<String, String> credentials() {
        try (var lines = Files.lines(home().resolve("credentials"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trusts the product's authority and nobody else; follows no redirect. */
    public HttpClient http() {
        return http;
    }

    /** Ends the server as a crash would; returns when it is gone. */
    public void killServer() throws Exception {
        var server = ProcessHandle.allProcesses()
                .filter(p -> p.info()
                        .arguments()
                        .map(a -> String.join(" ", a).contains("-Djboss.server.base.dir=" + home()))
                        .orElse(false))
                .findFirst()
                .orElseThrow();
        if (!server.destroyForcibly()) {
            throw new AssertionError("the server cannot be ended");
        }
        server.onExit().get();
    }

    /** A request to a path of the API, as a user. */
    public HttpRequest.Builder request(String user, String path) {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token(user));
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The command's output, run in the project's folder as a person who works with this product would; it must succeed. */
    public String run(Map<String, String> environment, String... command) {
        var outcome = launcher.execute(environment, List.of(command));
        if (outcome.exitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + outcome.output());
        }
        return outcome.output();
    }

    /** What {@code ./bancada status --json} says now. */
    public JsonNode status() {
        return readStatus(launcher);
    }

    @Override
    public void close() {
        if (ours) {
            launcher.output("reset", "--yes");
        }
    }

    private String text(String name) {
        return context.path(name).textValue();
    }

    private static JsonNode readStatus(Launcher launcher) {
        try {
            return JSON.readTree(launcher.run("status", "--json").output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream pem = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
