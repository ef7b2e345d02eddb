package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Instances with a small disk, on a product whose nodes lie on a small file system of their own. Mounts it, as root. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstanceDiskE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LIMIT = 32 << 20;
    private static final int MORE_THAN_THERE_IS = 256 << 20;
    private static final byte[] BLOCK = new byte[512];
    /** Types a line into a new terminal of Jupyter's and waits until the shell has printed what the line says last. */
    private static final String TYPE = """
            async line => {
                const made = await (await fetch('/api/terminals', {method: 'POST', body: '{}'})).json();
                const socket = new WebSocket(location.origin.replace('https', 'wss') + '/terminals/websocket/' + made.name);
                let heard = '';
                return await new Promise(done => {
                    socket.onopen = () => socket.send(JSON.stringify(['stdin', line + '; echo d""one\\n']));
                    socket.onmessage = event => {
                        heard += JSON.parse(event.data)[1] || '';
                        if (/d""one[\\s\\S]*done/.test(heard)) { done(heard); }
                    };
                });
            }""";

    private Path small;
    private Product product;
    private Arm ana;

    @BeforeAll
    void start() throws Exception {
        small = Files.createTempDirectory("bancada-small");
        run("mount", "-t", "tmpfs", "-o", "size=96m,mode=711", "bancada-test", small.toString());
        product = Product.startAnother(
                "small-disk",
                Map.of(
                        "BANCADA_JAVA_OPTS",
                        "-Dbancada.instance.disk.max-bytes=" + LIMIT + " -Dbancada.instance.disk.measure-seconds=1"
                                + " -Dbancada.tick-seconds=1 -Dbancada.local.directory=" + small));
        ana = new Arm(product, "ana");
    }

    @AfterAll
    void stop() throws Exception {
        try {
            product.close();
        } finally {
            run("umount", "--lazy", small.toString());
            Files.delete(small);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
    }

    @Test
    void diskThatFillsWarnsAndAFullOneTakesNoJobsButCanBeStoppedStartedOpenedAndCleaned() {
        var desk = Desk.of(ana);
        desk.create(Desk.size(Desk.TWO_CORES));
        desk.state("Running");
        assertThat(level(desk, "Normal").path("maxBytes").asLong()).isEqualTo(LIMIT);
        desk.run("mkdir -p ~/.cache/pip && head -c 29000000 /dev/zero > ~/.cache/pip/wheels");
        var filling = level(desk, "Filling");
        assertThat(filling.path("percent").asInt()).isBetween(80, 89);
        assertThat(filling.path("warning").asText()).contains("of its disk are taken");
        assertThat(filling.at("/largest/0/path").asText()).isEqualTo(".cache/pip/wheels");
        assertThat(error(ana.get(desk.path()), "DiskFilling")).contains("of its disk are taken");
        assertThat(new Arm(product, "admin").get(desk.path() + "/diskUse").path("largest"))
                .as("the names of what lies there are its person's")
                .isEmpty();

        desk.run("head -c 8000000 /dev/zero > ~/more");
        level(desk, "Full");
        var refused = ana.submit("job-refused", desk.name(), "true", 1);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/error/target").asText()).isEqualTo("properties.computeId");
        assertThat(refused.body().at("/error/message").asText()).contains("is full", "submit the job to another");

        desk.move("stop", "Stopped");
        desk.move("start", "Running");
        try (var browser = new Browser(product)) {
            open(browser, desk).evaluate(TYPE, "rm -r ~/.cache/pip ~/more");
        }
        assertThat(desk.post("measureDisk", "").status()).isEqualTo(200);
        level(desk, "Normal");
        assertThat(desk.run("echo it runs again")).contains("it runs again");
        var events = ana.get(desk.path() + "/history").path("value").findValuesAsText("event").stream()
                .filter(event -> event.startsWith("Disk"))
                .toList();
        assertThat(events).containsExactly("DiskNormal", "DiskFull", "DiskFilling");
        desk.delete();
    }

    @Test
    void stopStartAndDeleteNeedNotASingleFreeBlock() throws Exception {
        var desk = Desk.of(ana);
        desk.create(Desk.size(Desk.TWO_CORES));
        desk.state("Running");
        fill();
        desk.move("stop", "Stopped");
        fill();
        desk.move("start", "Running");
        fill();
        desk.move("restart", "Running");
        fill();
        desk.delete();
        assertThat(Files.getFileStore(small).getUsableSpace()).isPositive();
    }

    /** Takes every block that is left, in the homes of the instances. */
    private void fill() throws IOException {
        try (var nodes = Files.newDirectoryStream(small, "n-*")) {
            for (var node : nodes) {
                var hog = node.resolve("home").resolve("hog-" + UUID.randomUUID());
                assertThatThrownBy(() -> {
                            try (var out = Files.newOutputStream(hog)) {
                                for (var written = 0; written < MORE_THAN_THERE_IS; written += BLOCK.length) {
                                    out.write(BLOCK);
                                }
                            }
                        })
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("No space left");
            }
        }
    }

    private JsonNode level(Desk desk, String level) {
        return ana.await(
                desk.path() + "/diskUse",
                PATIENCE,
                d -> d.path("level").asText().equals(level)
                        && !d.path("measuredAt").isMissingNode());
    }

    private static String error(JsonNode instance, String code) {
        for (var error : instance.at("/properties/properties/errors")) {
            if (error.at("/error/code").asText().equals(code)) {
                return error.at("/error/message").asText();
            }
        }
        throw new AssertionError("no " + code + ": " + instance);
    }

    private Page open(Browser browser, Desk desk) {
        var address = ana.await(
                        desk.path(),
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
}
