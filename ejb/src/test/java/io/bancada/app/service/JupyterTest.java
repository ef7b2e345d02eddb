package io.bancada.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.app.service.AppStatus.State;
import io.bancada.catalog.model.Resources;
import io.bancada.driver.Await;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.DriverException;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import io.bancada.driver.local.LocalConfig;
import io.bancada.driver.local.LocalProvider;
import io.bancada.node.service.NodePlace;
import io.bancada.node.service.NodeSource;
import io.bancada.workspace.service.KeyFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real Jupyter in a real sandbox. Needs Debian's jupyter-notebook, as .ci/run installs it. */
class JupyterTest {
    private static final NodeKey NODE = new NodeKey("n1");
    private static final Site SITE = new Site("local", Map.of());
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Path directory;
    private LocalProvider provider;
    private AppServers apps;
    private App jupyter;

    @BeforeEach
    void allocate() throws IOException {
        directory = Files.createTempDirectory("bancada-app");
        Files.setPosixFilePermissions(directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
        provider = new LocalProvider(LocalConfig.in(directory.resolve("nodes")), change -> {});
        provider.allocate(
                SITE, new NodeRequest(NODE, new SizeSpec("STANDARD_D1_V2", new Resources(1, 2048, 0)), "ci", false));
        Await.until(
                "the node is ready",
                () -> provider.find(SITE, NODE).orElseThrow().state() == Machine.State.READY);
        apps = new AppServers(
                place -> new NodeSource(provider, SITE), new AppSecrets(new KeyFile(directory.resolve("apps.key"))));
        jupyter = new AppCatalog(Optional.empty(), true)
                .offers().stream()
                        .filter(AppOffer::installed)
                        .map(AppOffer::app)
                        .filter(app -> app.name().equals("jupyter"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("apt-get install jupyter-notebook"));
    }

    @AfterEach
    void release() throws IOException {
        provider.release(SITE, NODE);
        Await.until("the node is gone", () -> provider.find(SITE, NODE).isEmpty());
        provider.close();
        Await.until("its remains are gone", () -> delete(directory));
    }

    private static boolean delete(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
            return true;
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    private AppPlace place(long start) {
        return new AppPlace(NodePlace.in("local"), NODE, "ana", "ana", directory.resolve("share/Users/ana"), start);
    }

    private AppPlace ready(long start) {
        var place = place(start);
        assertThat(apps.look(place, jupyter).state()).isEqualTo(State.ABSENT);
        apps.start(place, jupyter, Map.of());
        Await.until(
                "Jupyter answers",
                () -> apps.look(place, jupyter).state() == State.READY,
                () -> apps.look(place, jupyter));
        return place;
    }

    private int get(AppPlace place, String path, String authorization) throws IOException {
        return AppProbe.get(apps.open(place, jupyter), path, authorization, PATIENCE);
    }

    @Test
    void answersToItsSecretAloneAndKeepsItToItself() throws IOException {
        var place = ready(1);
        var authorization = apps.authorization(place, jupyter);
        assertThat(get(place, "/api/contents/Users/ana", authorization)).isEqualTo(200);
        assertThat(get(place, "/api/contents/Users/ana", "")).isEqualTo(403);
        assertThat(get(place, "/api/contents/Users/ana", "token 0")).isEqualTo(403);
        var secret = authorization.replace("token ", "");
        assertThat(secret).hasSize(64);
        var shell = provider.shell(SITE, NODE);
        for (var log : List.of("stdout.log", "stderr.log")) {
            assertThat(new String(shell.read(jupyter.capsule(1), log, 0, 1 << 20), StandardCharsets.UTF_8))
                    .doesNotContain(secret);
        }
        assertThat(commandLines()).contains("jupyter-notebook").doesNotContain(secret);
    }

    @Test
    void saysWhenItsKernelsAndTerminalsWereUsedAndNothingWhileItIsDown() throws IOException {
        var place = ready(1);
        var activities = new AppActivities(apps);
        assertThat(activities.look(place, jupyter)).contains(AppActivity.NONE);

        var before = Instant.now().minusSeconds(1);
        post(place, "/api/terminals");
        post(place, "/api/kernels");
        var seen = activities.look(place, jupyter).orElseThrow();
        assertThat(seen.busyKernels()).isZero();
        assertThat(seen.kernelUsed().orElseThrow()).isAfter(before);
        assertThat(seen.terminalUsed().orElseThrow()).isAfter(before);

        apps.stop(place, jupyter);
        Await.until("it is down", () -> isSilent(activities, place));
    }

    private boolean isSilent(AppActivities activities, AppPlace place) {
        try {
            return activities.look(place, jupyter).isEmpty();
        } catch (DriverException e) {
            return true;
        }
    }

    /** Makes a kernel or a terminal. */
    private void post(AppPlace place, String path) throws IOException {
        var request = "POST " + path + " HTTP/1.0\r\nHost: localhost\r\nContent-Length: 2\r\nAuthorization: "
                + apps.authorization(place, jupyter) + "\r\n\r\n{}";
        try (var channel = apps.open(place, jupyter)) {
            channel.write(StandardCharsets.US_ASCII.encode(request));
            var answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).containsPattern("^HTTP/1.[01] 20[01] ");
        }
    }

    @Test
    void anotherStartHasAnotherSecretAndTheSameFiles() throws IOException {
        var first = ready(1);
        Files.writeString(first.files().resolve("a.txt"), "kept");
        Files.setAttribute(first.files().resolve("a.txt"), "unix:uid", Files.getAttribute(first.files(), "unix:uid"));
        var old = apps.authorization(first, jupyter);
        apps.stop(first, jupyter);
        Await.until(
                "it ended",
                () -> provider.shell(SITE, NODE).status(jupyter.capsule(1)).state() == CapsuleStatus.State.ENDED);
        assertThat(apps.look(first, jupyter).state()).isEqualTo(State.FAILED);
        var second = ready(2);
        assertThat(get(second, "/api/contents/Users/ana/a.txt", apps.authorization(second, jupyter)))
                .isEqualTo(200);
        assertThat(get(second, "/api/contents/Users/ana/a.txt", old)).isEqualTo(403);
    }

    @Test
    void appThatAnswersWithoutItsSecretIsNotOpened() {
        var careless = new App(
                jupyter.name(),
                "Careless",
                jupyter.program(),
                Stream.concat(jupyter.arguments().stream(), Stream.of("--NotebookApp.token="))
                        .toList(),
                Map.of("JUPYTER_RUNTIME_DIR", "/tmp/{capsule}"),
                "/api/status",
                "token {secret}",
                "",
                "",
                List.of());
        var place = place(1);
        apps.start(place, careless, Map.of());
        Await.until(
                "it is found out",
                () -> apps.look(place, careless).state() == State.FAILED,
                () -> apps.look(place, careless));
        assertThat(apps.look(place, careless).message()).asString().contains("without its secret");
    }

    private static String commandLines() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (var process : processes.toList()) {
                try {
                    all.append(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
                } catch (IOException noProcessOrGone) {
                    all.append('\n');
                }
            }
        }
        return all.toString();
    }
}
