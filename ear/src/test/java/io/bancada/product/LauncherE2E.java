package io.bancada.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ProductExtension.class)
class LauncherE2E {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Product product;

    LauncherE2E(Product product) {
        this.product = product;
    }

    @Test
    void secondUpSaysThatItRunsAndChangesNothing() throws IOException {
        long server = pid("server");

        Launcher.Outcome second = product.launcher().run("up", "--no-build");

        assertThat(second.exitCode()).isZero();
        assertThat(second.output()).contains("running already", product.portalUrl());
        assertThat(pid("server")).isEqualTo(server);
    }

    @ParameterizedTest
    @CsvSource({"BANCADA_PORT", "BANCADA_KEYCLOAK_PORT"})
    void takenPortIsAClearError(String variable) throws IOException {
        Launcher other = Launcher.forFreshHome("taken-" + variable);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            Launcher.Outcome outcome = other.runWith(Map.of(variable, port), "up", "--no-build");

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.output()).contains("Port " + port, variable).doesNotContain("Traceback");
        }
        other.run("reset", "--yes");
    }

    /** A home is a person's work even when nothing runs. */
    @Test
    void downEndsIdleNodesAndSparesButNoHome(@TempDir Path home) throws IOException, InterruptedException {
        node(home.resolve("nodes/idle"), "{}");
        node(home.resolve("nodes/desk"), "{\"keepsHome\": true}");
        node(home.resolve("nodes/.spare-1"), "{\"keepsHome\": true, \"preload\": {\"program\": \"/p\"}}");
        String down = "import pathlib, sys, types; sys.path.insert(0, sys.argv[1]); import nodes; "
                + "print(nodes.release_idle(types.SimpleNamespace(nodes=pathlib.Path(sys.argv[2]))))";
        Process process = new ProcessBuilder(
                        "python3",
                        "-B",
                        "-c",
                        down,
                        Launcher.root().resolve("ear/src/main/launcher").toString(),
                        home.resolve("nodes").toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("2 idle ones released", "1 with work or a home left as it is");
        assertThat(process.waitFor()).isZero();
        assertThat(home.resolve("nodes/idle/released")).exists();
        assertThat(home.resolve("nodes/.spare-1/released")).exists();
        assertThat(home.resolve("nodes/desk/released")).doesNotExist();
    }

    private static void node(Path directory, String description) throws IOException {
        Files.createDirectories(directory.resolve("capsules"));
        Files.writeString(directory.resolve("node.json"), description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "eighty"})
    void portThatIsNoneIsAClearError(String port) {
        Launcher.Outcome outcome =
                Launcher.forFreshHome("no-port").runWith(Map.of("BANCADA_PORT", port), "up", "--no-build");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("BANCADA_PORT", "1 to 65535")
                .contains(port)
                .doesNotContain("Traceback");
    }

    @Test
    void statusGivesAScriptAllItNeeds() {
        JsonNode status = product.status();

        assertThat(status.path("state").textValue()).isEqualTo("running");
        assertThat(status.path("url").textValue())
                .isEqualTo("https://localhost:" + product.launcher().port());
        assertThat(status.path("portalUrl").textValue())
                .isEqualTo(status.path("url").textValue() + "/portal/");
        assertThat(status.path("resourceGroup").textValue()).isEqualTo("default");
        assertThat(status.path("workspace").textValue()).isEqualTo("main");
        assertThat(status.path("location").textValue()).isEqualTo("local");
        assertThat(status.path("subscriptionId").textValue()).matches("[0-9a-f-]{36}");
        assertThat(status.path("tenantId").textValue()).matches("[0-9a-f-]{36}");
        assertThat(Path.of(status.path("caFile").textValue())).isReadable();
    }

    @Test
    void homeIsForItsOwnerOnly() throws IOException {
        assertThat(permissions(product.home())).isEqualTo("rwx------");
        for (String name : List.of("credentials", "secrets.json", "settings.json", "server/bancada.properties")) {
            assertThat(permissions(product.home().resolve(name))).as(name).isEqualTo("rw-------");
        }
        try (var files = Files.walk(product.home().resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allMatch(file -> permissions(file).equals("rw-------"));
        }
    }

    @Test
    void passwordsAreDrawnAndNeverTheSame() {
        Map<String, String> credentials = product.credentials();

        assertThat(credentials).containsOnlyKeys("admin", "ana", "bruno", "vera", "keycloak-admin");
        assertThat(credentials.values())
                .doesNotHaveDuplicates()
                .allSatisfy(password -> assertThat(password).hasSizeGreaterThanOrEqualTo(20));
    }

    @ParameterizedTest
    @CsvSource({"admin,admin", "admin,password", "keycloak-admin,admin", "sa,password"})
    void noDefaultPasswordOpensKeycloak(String user, String password) {
        String form =
                "grant_type=password&client_id=admin-cli&username=" + encoded(user) + "&password=" + encoded(password);
        HttpResponse<String> answer = product.send(HttpRequest.newBuilder(
                        URI.create(product.issuer().replace("/bancada", "/master") + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.body()).contains("invalid_grant");
    }

    @Test
    void realmFileWithThePasswordsIsGoneAfterTheImport() throws IOException {
        try (var files = Files.walk(product.home().resolve("keycloak/data"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith("realm.json"));
        }
    }

    @Test
    void tokenIsForTheApiAndCarriesWhoAndWhichGroups() {
        JsonNode claims = claims(product.token("ana"));

        assertThat(claims.path("iss").textValue()).isEqualTo(product.issuer());
        assertThat(claims.path("aud").textValue()).isEqualTo("bancada-api");
        assertThat(claims.path("preferred_username").textValue()).isEqualTo("ana");
        assertThat(claims.path("name").textValue()).isEqualTo("Ana Araujo");
        assertThat(claims.path("groups")).extracting(JsonNode::textValue).containsExactly("data-scientists");
    }

    @Test
    void tokenOfAnUnknownUserIsRefusedWithTheNamesThatThereAre() {
        Launcher.Outcome outcome = product.launcher().run("token", "mallory");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("mallory", "admin, ana, bruno, vera");
    }

    @Test
    void responsesDoNotSayWhatTheServerIsMadeOf() {
        HttpResponse<String> answer = product.send(HttpRequest.newBuilder(URI.create(product.url() + "/no-such-thing"))
                .build());

        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.body()).doesNotContainIgnoringCase("wildfly", "undertow", "jboss");
    }

    @Test
    void serverListensOnItsOnePortOnly() throws IOException {
        assertThat(listeningPorts(pid("server")))
                .containsExactly(product.launcher().port());
    }

    @Test
    void dataSurvivesDownAndUp() {
        String subscription = product.subscriptionId();
        String subject = claims(product.token("ana")).path("sub").textValue();

        product.launcher().output("down");
        assertThat(product.status().path("state").textValue()).isEqualTo("stopped");
        product.launcher().output("up", "--no-build");

        assertThat(product.status().path("subscriptionId").textValue()).isEqualTo(subscription);
        assertThat(claims(product.token("ana")).path("sub").textValue()).isEqualTo(subject);
    }

    @Test
    void upStartsAServerThatDiedAndLeavesTheOtherAlone() throws Exception {
        long server = pid("server");
        long keycloak = pid("keycloak");
        ProcessHandle handle = ProcessHandle.of(server).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().get(30, TimeUnit.SECONDS);
        assertThat(product.status().path("state").textValue()).isEqualTo("degraded");

        String output = product.launcher().output("up", "--no-build");

        assertThat(output).contains("Server: was found dead").doesNotContain("Keycloak: starting");
        assertThat(pid("server")).isNotEqualTo(server);
        assertThat(pid("keycloak")).isEqualTo(keycloak);
        assertThat(product.status().path("state").textValue()).isEqualTo("running");
    }

    private long pid(String name) throws IOException {
        return JSON.readTree(product.home().resolve("run/" + name + ".json").toFile())
                .path("pid")
                .longValue();
    }

    /** The TCP ports on which one process listens, by the inodes of its open sockets. */
    private static List<Integer> listeningPorts(long pid) throws IOException {
        List<String> sockets;
        try (var descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            sockets = descriptors.map(LauncherE2E::target).toList();
        }
        try (var v4 = Files.lines(Path.of("/proc/net/tcp"));
                var v6 = Files.lines(Path.of("/proc/net/tcp6"))) {
            return Stream.concat(v4, v6)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields[3].equals("0A") && sockets.contains("socket:[" + fields[9] + "]"))
                    .map(fields -> Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16))
                    .sorted()
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode claims(String token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
