package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A real instance with real Jupyter that may be idle for seconds, on a product that allows so little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdleShutdownE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PATH = "/computes/desk-idle";
    /**
     * Sends a cell to a new kernel, once that has told what it is, as every client of Jupyter does: what a kernel says of its
     * work before, Jupyter may miss. Goes as soon as it computes.
     */
    private static final String COMPUTE = """
            async code => {
                const kernel = (await (await fetch('/api/kernels', {method: 'POST', body: '{}'})).json()).id;
                const socket = new WebSocket(location.origin.replace('https', 'wss') + '/api/kernels/' + kernel + '/channels');
                const send = (type, content) => socket.send(JSON.stringify({channel: 'shell', parent_header: {}, metadata: {},
                    buffers: [], content: content, header: {msg_id: 'm' + Math.random(), username: 'u', session: 's',
                    msg_type: type, version: '5.3', date: ''}}));
                return await new Promise(done => {
                    socket.onmessage = event => {
                        const type = JSON.parse(event.data).msg_type;
                        if (type === 'kernel_info_reply') {
                            send('execute_request', {code: code, silent: false, store_history: true, user_expressions: {},
                                allow_stdin: false, stop_on_error: true});
                        } else if (type === 'execute_input') { done(kernel); }
                    };
                    socket.onopen = () => send('kernel_info_request', {});
                });
            }""";

    private Product product;
    private Arm ana;

    @BeforeAll
    void start() {
        product = Product.startAnother(
                "idle",
                Map.of(
                        "BANCADA_JAVA_OPTS",
                        "-Dbancada.instances.idle-minimum=PT1S -Dbancada.instances.idle-look=PT2S"
                                + " -Dbancada.instances.keep-running-maximum=PT40S"));
        ana = new Arm(product, "ana");
        assertThat(ana.call("PUT", PATH, """
                        {"location": "local", "properties": {"computeType": "ComputeInstance", "properties": {"vmSize":
                         "Standard_D11_v2", "idleTimeBeforeShutdown": "PT1H"}}}""").status()).isEqualTo(201);
        awaitState("Running");
    }

    @AfterAll
    void stop() {
        product.close();
    }

    @BeforeEach
    void bringUp() {
        assertThat(idleTime("PT1H").path("idleTimeBeforeShutdown").asText()).isEqualTo("PT1H");
        ana.call("POST", PATH + "/start", "");
        awaitState("Running");
    }

    @Test
    void kernelThatComputesWithoutABrowserKeepsItAndWhenThatEndsItStops() {
        Instant began;
        try (var browser = new Browser(product)) {
            var page = open(browser);
            began = Instant.now(); // not after the browser has closed: that takes part of the kernel's time
            page.evaluate(COMPUTE, "import time; time.sleep(30)"); // no processor time: only the kernel says so
        }
        idleTime("PT12S");

        var later = await(e -> sign(e, "KERNEL").isAfter(began.plusSeconds(22)));
        assertThat(sign(later, "CPU")).as("nothing else keeps it").isBefore(began.plusSeconds(10));
        assertThat(state(ana.get(PATH))).isEqualTo("Running");
        assertThat(later.path("evidence").toString()).contains("A kernel computes.");

        var told = await(e -> e.path("phase").asText().equals("Notice"));
        assertThat(Instant.parse(told.path("stopAt").asText())).isAfter(began.plusSeconds(30 + 12 - 1));
        requireIdleShutdown();
    }

    @Test
    void openTabAloneDoesNotKeepIt() {
        try (var browser = new Browser(product)) {
            var page = open(browser);
            idleTime("PT10S");
            requireIdleShutdown();
            assertThat(page.isClosed()).isFalse();
        }
    }

    @Test
    void jobKeepsItToItsEnd() {
        idleTime("PT6S");
        assertThat(ana.submit("job-long", "desk-idle", "sleep 16", 1).status()).isEqualTo(201);
        assertThat(Arm.status(ana.ended("job-long"))).isEqualTo("Completed");
        requireIdleShutdown();
    }

    @Test
    void processorTimeKeepsItWhenKernelAndBrowserDoNothing() {
        try (var browser = new Browser(product)) {
            open(browser)
                    .evaluate(
                            COMPUTE,
                            "import subprocess; subprocess.Popen(['timeout', '25', 'sh', '-c', 'while :; do :; done'])");
        }
        var began = Instant.now();
        idleTime("PT10S");
        var later = await(e -> sign(e, "CPU").isAfter(began.plusSeconds(18)));
        assertThat(sign(later, "KERNEL")).as("nothing else keeps it").isBefore(began.plusSeconds(8));
        assertThat(state(ana.get(PATH))).isEqualTo("Running");
        requireIdleShutdown();
    }

    @Test
    void itsPersonKeepsItUpToTheMaximumAndNoFurther() {
        idleTime("PT6S");
        var refused = ana.call("POST", PATH + "/keepRunning", "{\"duration\": \"PT41S\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/error/target").asText()).isEqualTo("duration");
        assertThat(refused.body().at("/error/message").asText()).contains("PT40S");

        var kept = ana.call("POST", PATH + "/keepRunning", "{\"duration\": \"PT20S\"}");
        assertThat(kept.status()).as("%s", kept).isEqualTo(200);
        assertThat(kept.body().path("phase").asText()).isEqualTo("KeptRunning");
        var until = Instant.parse(kept.body().path("keepRunningUntil").asText());
        awaitState("Stopped");
        assertThat(Instant.now()).isAfter(until);

        var late = ana.call("POST", PATH + "/keepRunning", "{\"duration\": \"PT20S\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(evidence().path("phase").asText()).isEqualTo("NotRunning");
    }

    @Test
    void settingIsCheckedAndSwitchedOff() {
        for (var bad : new String[] {"PT0.5S", "P4D", "soon"}) {
            var refused = ana.call("POST", PATH + "/updateIdleShutdownSetting", setting(bad));
            assertThat(refused.status()).as(bad).isEqualTo(400);
            assertThat(refused.body().at("/error/target").asText()).isEqualTo("idleTimeBeforeShutdown");
        }
        assertThat(idleTime("").path("phase").asText()).isEqualTo("Off");
        assertThat(ana.get(PATH)
                        .at("/properties/properties/idleTimeBeforeShutdown")
                        .isMissingNode())
                .isTrue();
        var vera = new Arm(product, "vera").call("POST", PATH + "/updateIdleShutdownSetting", setting("PT1H"));
        assertThat(vera.status()).as("a reader").isEqualTo(403);
        assertThat(ana.call("POST", PATH + "/keepRunning", "{\"duration\": \"PT20S\"}")
                        .status())
                .isEqualTo(409);
    }

    private Page open(Browser browser) {
        var address = ana.await(
                        PATH,
                        PATIENCE,
                        c -> c.at("/properties/properties/applications").size() > 0)
                .at("/properties/properties/applications/0/endpointUri")
                .asText();
        var page = browser.newContext().newPage();
        page.navigate(address);
        browser.enter(page, "ana", product.password("ana"));
        page.waitForURL(url -> url.startsWith(address + "tree/"));
        return page;
    }

    private JsonNode idleTime(String time) {
        var answer = ana.call("POST", PATH + "/updateIdleShutdownSetting", setting(time));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.body();
    }

    private static String setting(String time) {
        return "{\"idleTimeBeforeShutdown\": \"" + time + "\"}";
    }

    private JsonNode evidence() {
        return ana.get(PATH + "/idleEvidence");
    }

    private JsonNode await(Predicate<JsonNode> wanted) {
        return ana.await(PATH + "/idleEvidence", PATIENCE, wanted);
    }

    private static Instant sign(JsonNode evidence, String kind) {
        for (var sign : evidence.path("evidence")) {
            if (sign.path("kind").asText().equals(kind)) {
                return Instant.parse(sign.path("at").asText());
            }
        }
        return Instant.MIN;
    }

    private void requireIdleShutdown() {
        awaitState("Stopped");
        assertThat(ana.get(PATH)
                        .at("/properties/properties/lastOperation/operationTrigger")
                        .asText())
                .isEqualTo("IdleShutdown");
        assertThat(ana.get(PATH + "/history").path("value").toString())
                .contains("idle shutdown", "No kernel, terminal, SSH, job or processor activity since");
    }

    private void awaitState(String state) {
        ana.await(PATH, PATIENCE, c -> state(c).equals(state));
    }

    private static String state(JsonNode instance) {
        return instance.at("/properties/properties/state").asText();
    }
}
