package io.bancada.directory;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** People of a real Active Directory sign on, work, change, and leave. Each test has accounts of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // begun before all tests
class ActiveDirectoryE2E {
    private static final int CROWD = 5000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SOCKET = """
            origin => new Promise(async done => {
                const kernel = (await (await fetch('/api/kernels', {method: 'POST', body: '{}'})).json()).id;
                const socket = new WebSocket(origin.replace('https', 'wss') + 'api/kernels/' + kernel + '/channels');
                socket.onopen = () => { window.opened = socket; done('open'); };
                socket.onclose = () => { window.closedAt = Date.now(); done('closed'); };
            })""";

    private DirectoryStage stage;
    private SambaDomain domain;
    private Product product;
    private Arm admin;
    private Browser browser;

    @BeforeAll
    void begin() {
        stage = DirectoryStage.open(
                CROWD, "carla", "diego", "elena", "fabio", "gina", "hugo", "iris", "joao", "katia", "lucas");
        domain = stage.domain;
        product = stage.product;
        domain.addGroup("ml-juniors", "carla", "gina", "hugo", "iris", "katia");
        domain.addGroup("ml-team", "@ml-juniors", "lucas");
        // of the same name as the product's own, whose people are its owners
        domain.addGroup("bancada-admins", "carla");
        var connected = stage.connect(stage.settings());
        assertThat(connected.exitCode()).as(connected.output()).isZero();
        assertThat(connected.output())
                .contains(
                        "1. The name",
                        "2. ",
                        "3. ",
                        "4. At least 1000 users",
                        "5. 3 groups",
                        "6. Keycloak reaches",
                        "7. 2 groups are known")
                .contains("Keycloak: starting anew", "Active Directory is connected");
        stage.makeDataScientists("ml-team");
        admin = new Arm(product, "admin");
    }

    @AfterAll
    void end() {
        stage.close();
    }

    @BeforeEach
    void openBrowser() {
        browser = new Browser(product);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"carla, carla", "carla@corp.bancada.test, carla", "CARLA, carla"})
    void accountSignsOnByEitherName(String name, String account) {
        var page = stage.open(browser, name, product.portalUrl());

        assertThat(page.locator(".person-name")).hasText("Carla Corp");
        page.navigate(product.portalUrl() + "access/mine");
        assertThat(page.locator("main")).containsText("ml-juniors");
        assertThat(page.locator("main")).containsText("ml-team");
        assertThat(page.locator("main")).not().containsText("bancada-admins");
        assertThat(stage.arm(account).call("GET", "/computes", "").status()).isEqualTo(200);
    }

    @Test
    void nestedGroupGivesTheRoleAndNoGroupPassesForTheProductsOwn() {
        var groups = claims(stage.token("carla")).path("groups");
        assertThat(groups).extracting(JsonNode::asText).containsExactlyInAnyOrder("ml-juniors", "ml-team");
        assertThat(stage.arm("carla").call("GET", "/jobs", "").status()).isEqualTo(200);
        assertThat(stage.arm("diego").call("GET", "/jobs", "").status())
                .as("in no group")
                .isEqualTo(403);
    }

    @Test
    void signOnPageRefusesWithWords() {
        domain.disable("elena");
        domain.expire("fabio");
        var page = browser.newContext().newPage();
        page.navigate(product.portalUrl());
        browser.enter(page, "diego", "not the password");
        assertThat(page.getByText("Invalid username or password.")).isVisible();
        browser.enter(page, "elena", domain.password());
        assertThat(page.getByText("Invalid username or password.")).isVisible();
        page.navigate(product.portalUrl());
        browser.enter(page, "fabio", domain.password());
        assertThat(page.getByText("Invalid username or password.")).isVisible();
        assertThat(page.url()).startsWith(product.issuer());
    }

    @Test
    void groupThatIsLeftClosesTheApiAndTheOpenNotebook() {
        var gina = stage.arm("gina");
        var address = instance("desk-gina", gina);
        var page = stage.open(browser, "gina", address);
        assertThat(page.evaluate(SOCKET, address)).isEqualTo("open");
        assertThat(gina.call("GET", "/jobs", "").status()).isEqualTo(200);

        domain.leave("ml-juniors", "gina");

        say(
                "group left, API denied",
                DirectoryStage.await(
                        "API with the old token",
                        () -> gina.call("GET", "/jobs", "").status() == 403));
        say("group left, notebook closed", awaitClosed(page));
        admin.remove("desk-gina");
    }

    @Test
    void disabledAccountIsOutEverywhere() {
        var hugo = stage.arm("hugo");
        var address = instance("desk-hugo", hugo);
        var page = stage.open(browser, "hugo", address);
        assertThat(page.evaluate(SOCKET, address)).isEqualTo("open");
        var portal = page.context().newPage();
        portal.navigate(product.portalUrl());
        assertThat(portal.locator(".person-name")).hasText("Hugo Corp");

        domain.disable("hugo");

        say(
                "disabled, API refused",
                DirectoryStage.await(
                        "API with the old token",
                        () -> hugo.call("GET", "/jobs", "").status() == 401));
        say("disabled, notebook closed", awaitClosed(page));
        DirectoryStage.await("portal", () -> {
            portal.navigate(product.portalUrl());
            return !portal.url().equals(product.portalUrl());
        });
        assertThat(stage.signOn("hugo").statusCode()).isEqualTo(400);
        admin.remove("desk-hugo");
    }

    @Test
    void renamedAccountIsTheSamePerson() {
        var before = stage.arm("joao");
        stage.makeDataScientist(before.objectId());
        var address = instance("desk-joao", before);

        domain.rename("joao", "joao.silva");

        var after = stage.arm("joao.silva");
        assertThat(after.objectId()).isEqualTo(before.objectId());
        assertThat(claims(stage.token("joao.silva")).path("preferred_username").asText())
                .isEqualTo("joao.silva");
        assertThat(after.call("GET", "/jobs", "").status()).isEqualTo(200);
        var page = stage.open(browser, "joao.silva@corp.bancada.test", address);
        assertThat(page.evaluate("async () => (await fetch('/api/status')).status"))
                .isEqualTo(200);
        admin.remove("desk-joao");
    }

    @Test
    void thousandsOfAccountsSlowNothingDown() {
        var slow = Duration.ofSeconds(5);
        var began = Instant.now();
        stage.token("iris");
        var signOn = Duration.between(began, Instant.now());
        began = Instant.now();
        var found = admin.call("GET", "/people?search=crowd%20number42", "");
        var search = Duration.between(began, Instant.now());
        say(CROWD + " accounts, sign-on", signOn);
        say(CROWD + " accounts, search", search);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().path("value")).isNotEmpty().hasSizeLessThanOrEqualTo(20);
        assertThat(found.body().at("/value/0/displayName").asText()).startsWith("Crowd Number42");
        assertThat(signOn).isLessThan(slow);
        assertThat(search).isLessThan(slow);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> wrongSettings() {
        return Stream.of(
                wrong("BANCADA_AD_URL", "ldap://" + SambaDomain.ADDRESS, "--url", "ldaps://"),
                wrong(
                        "BANCADA_AD_URL",
                        "ldaps://nowhere.bancada.invalid",
                        "Step 1",
                        "nowhere.bancada.invalid",
                        "--url"),
                wrong("BANCADA_AD_URL", "ldaps://" + SambaDomain.ADDRESS + ":637", "Step 2", "637", "firewall"),
                wrong("BANCADA_AD_BIND_DN", "CN=Nobody," + SambaDomain.BASE, "Step 3", "CN=Nobody", "--bind-dn"),
                wrong("BANCADA_AD_USERS_DN", "OU=Nowhere," + SambaDomain.BASE, "Step 4", "OU=Nowhere", "--users-dn"),
                wrong("BANCADA_AD_GROUPS_DN", SambaDomain.PEOPLE, "Step 5", "not one group", "--groups-dn"));
    }

    private static org.junit.jupiter.params.provider.Arguments wrong(String variable, String value, String... words) {
        return org.junit.jupiter.params.provider.Arguments.of(variable, value, List.of(words));
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void connectSaysWhichStepFailsAndChangesNothing(String variable, String value, List<String> words) {
        var settings = stage.settings();
        settings.put(variable, value);
        assertRefused(settings, words);
    }

    @Test
    void connectSaysThatTheAuthorityOrThePasswordIsWrong() throws IOException {
        var settings = stage.settings();
        settings.put("BANCADA_AD_CA_FILE", product.caFile().toString());
        assertRefused(settings, List.of("Step 2", "does not come from the authority in --ca-file"));
        settings = stage.settings();
        settings.put("BANCADA_AD_CA_FILE", domain.readerPassword().toString());
        assertRefused(settings, List.of("--ca-file", "holds no certificate"));
        settings = stage.settings();
        var wrong = Files.writeString(product.home().resolve("wrong"), "not-the-password\n");
        settings.put("BANCADA_AD_PASSWORD_FILE", wrong.toString());
        assertRefused(settings, List.of("Step 3", "The password is wrong"));
        settings.remove("BANCADA_AD_PASSWORD_FILE");
        assertRefused(settings, List.of("--password-file"));
    }

    private void assertRefused(Map<String, String> settings, List<String> words) {
        var before = product.launcher().output("ad", "show");
        var refused = stage.connect(settings);
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains(words).doesNotContain("Traceback", domain.password(), "not-the-password");
        assertThat(product.launcher().output("ad", "show")).isEqualTo(before);
    }

    @Test
    void whoeverIsDisconnectedAndConnectedAgainIsTheSame() throws IOException {
        var before = stage.arm("lucas").objectId();
        assertThat(product.launcher().output("ad", "disconnect")).contains("Nobody of the directory can sign on");
        assertThat(product.launcher().run("ad", "show").exitCode()).isEqualTo(3);
        assertThat(stage.signOn("lucas").statusCode()).isEqualTo(400);
        var again = stage.connect(stage.settings());
        assertThat(again.output()).contains("Active Directory is connected").doesNotContain("starting anew");
        assertThat(stage.arm("lucas").objectId()).isEqualTo(before);
        assertThat(product.launcher().output("ad", "show"))
                .contains("connected", domain.url(), SambaDomain.GROUPS)
                .doesNotContain(domain.password());
        try (var files = Files.walk(product.home().resolve("log"))) {
            for (Path log : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(log), StandardCharsets.UTF_8))
                        .as(log.toString())
                        .doesNotContain(domain.password());
            }
        }
    }

    /** S9 and the leaver flow: nothing is stopped because the directory is away, and all of it once somebody is gone. */
    @Test
    void whoeverIsGoneLeavesAStoppedInstanceToBeHandedOver() {
        var katia = stage.arm("katia");
        instance("desk-katia", katia);
        var lucas = stage.arm("lucas");
        instance("desk-lucas", lucas);
        domain.stop();
        DirectoryStage.await("outage is noticed", () -> stage.signOn("katia").statusCode() >= 400);
        var before = Instant.now();
        DirectoryStage.await("some looks at the directory", () -> Instant.now().isAfter(before.plusSeconds(6)));
        assertThat(state("desk-katia")).isEqualTo("Running");
        assertThat(katia.call("GET", "/jobs", "").status()).isEqualTo(200);
        domain.start();

        domain.remove("katia");

        say(
                "account gone, instance stopped",
                DirectoryStage.await("leaver policy", () -> state("desk-katia").equals("Stopped")));
        assertThat(state("desk-lucas")).isEqualTo("Running");
        assertThat(admin.get("/computes/desk-katia/history").toString())
                .contains("Katia Corp may not sign on any more");
        var page = browser.signOn("admin");
        page.navigate(product.portalUrl() + "compute/instances");
        page.locator("#left-notice a").click();
        assertThat(page.locator("#left tr[data-name=desk-katia]")).containsText("Katia Corp");
        assertThat(page.locator("#left")).not().containsText("desk-lucas");
        var other = stage.open(browser, "lucas", product.portalUrl());
        assertThat(other.navigate(product.portalUrl() + "compute/left").status())
                .isEqualTo(403);
        admin.remove("desk-katia");
        admin.remove("desk-lucas");
    }

    @Test
    void whileKeycloakIsAwayTokensAreGoodAndThePortalSaysWhyNobodySignsOn() throws Exception {
        var carla = stage.arm("carla");
        assertThat(carla.call("GET", "/jobs", "").status()).isEqualTo(200);
        stage.killKeycloak();
        try {
            assertThat(carla.call("GET", "/jobs", "").status())
                    .as("checked with the keys that are kept")
                    .isEqualTo(200);
            var page = browser.newContext().newPage();
            DirectoryStage.await("the portal notices", () -> {
                var answer = stage.get("/portal/sign-on-unavailable.html");
                return answer.statusCode() == 503 && leadsToOutage();
            });
            var answer = page.navigate(product.portalUrl());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headerValue("retry-after")).isEqualTo("10");
            assertThat(page.locator("h1")).hasText("Nobody can sign on now");
        } finally {
            product.launcher().output("up", "--no-build");
        }
        DirectoryStage.await("the portal notices that it is back", () -> !leadsToOutage());
        var page = stage.open(browser, "carla", product.portalUrl());
        assertThat(page.locator(".person-name")).hasText("Carla Corp");
    }

    private boolean leadsToOutage() {
        return stage.get("/portal/")
                .headers()
                .firstValue("Location")
                .orElse("")
                .endsWith("/portal/sign-on-unavailable.html");
    }

    private String state(String instance) {
        return admin.get("/computes/" + instance)
                .at("/properties/properties/state")
                .asText();
    }

    /** The address of Jupyter on an instance that the administrator makes for somebody. */
    private String instance(String name, Arm person) {
        admin.desk(name, person.objectId());
        return admin.await(
                        "/computes/" + name,
                        PATIENCE,
                        c -> !c.at("/properties/properties/applications").isEmpty())
                .at("/properties/properties/applications/0/endpointUri")
                .asText();
    }

    private static Duration awaitClosed(Page page) {
        var began = Instant.now();
        page.waitForFunction("() => window.closedAt", null, new Page.WaitForFunctionOptions().setTimeout(60_000));
        return Duration.between(began, Instant.now());
    }

    private static JsonNode claims(String token) {
        return DirectoryStage.json(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private static void say(String what, Duration took) {
        System.out.printf("%s: %d ms%n", what, took.toMillis());
    }
}
