package io.bancada.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.driver.ssh.SshMachine;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A machine with a real sshd, attached to the started product: the same jobs run on it as on a cluster. */
@ExtendWith(ProductExtension.class)
class AttachedMachineE2E {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRAIN = """
            import hashlib, json, os
            data = open("data.csv").read()
            weights = [sum(map(int, line.split(","))) * 7 %% 13 for line in data.splitlines()]
            with open(os.path.join("outputs", "model.json"), "w") as model:
                json.dump(weights, model)
            print("trained", hashlib.sha256(json.dumps(weights).encode()).hexdigest())
            """.replace("%%", "%");

    private final Product product;
    private final Arm ana;
    private final SshMachine machine = new SshMachine();

    AttachedMachineE2E(Product product) {
        this.product = product;
        this.ana = new Arm(product, "ana");
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void sameCodeAndJobRunOnAClusterAnInstanceAndTheMachineWithOneResult() throws Exception {
        var code = name("code");
        upload(code);
        var cluster = name("c");
        ana.cluster(cluster, 0, 1, "PT5S");
        var vm = name("vm");
        attach(vm);

        var desk = name("desk");
        assertThat(ana.call("PUT", "/computes/" + desk, """
                        {"location": "local", "properties": {"computeType": "ComputeInstance",
                         "properties": {"vmSize": "Standard_D11_v2"}}}""").status()).isEqualTo(201);

        var models = Stream.of(cluster, desk, vm)
                .map(target -> trained(code, target))
                .toList();

        assertThat(models.get(0)).contains("[", "trained");
        assertThat(models.get(1)).isEqualTo(models.get(0));
        assertThat(models.get(2)).isEqualTo(models.get(0));
        detach(vm);
        assertThat(ana.call("DELETE", "/computes/" + cluster + "?underlyingResourceAction=Detach", "")
                        .status())
                .isEqualTo(400);
        for (var ours : List.of(cluster, desk)) {
            assertThat(ana.call("DELETE", "/computes/" + ours + "?underlyingResourceAction=Delete", "")
                            .status())
                    .isEqualTo(202);
        }
    }

    /** The model that the job left, and what it said. */
    private String trained(String code, String target) {
        var job = name("train");
        assertThat(ana.call("PUT", "/jobs/" + job, """
                        {"properties": {"jobType": "Command", "computeId": "%s", "environmentId": "azureml:host:1",
                         "codeId": "azureml:%s:1", "command": "python3 train.py"}}""".formatted(target, code)).status())
                .isEqualTo(201);
        assertThat(Arm.status(ana.ended(job))).as(ana.log(job, 0)).isEqualTo("Completed");
        var model = product.send(product.request(
                        "ana", product.workspaceId() + "/jobs/" + job + "/outputs/model.json?api-version=2024-04-01")
                .build());
        assertThat(model.statusCode()).isEqualTo(200);
        return model.body() + ana.log(job, 0);
    }

    @Test
    void killedServerAdoptsTheJobOnTheMachineWhichRunsOnce() throws Exception {
        var vm = name("vm");
        attach(vm);
        var job = name("long");
        var marker = "9" + System.nanoTime() % 1_000_000;
        ana.submit(
                job,
                vm,
                "echo begin; sleep " + marker + " & while ! [ -e outputs/go ]; do sleep 0.1; done; kill %1; echo end",
                1);
        ana.await("/jobs/" + job, SOON, j -> Arm.status(j).equals("Running"));
        waitFor("it sleeps", () -> processesWith(marker) == 1);

        product.killServer();
        assertThat(processesWith(marker)).isEqualTo(1);
        product.launcher().output("up", "--no-build");

        assertThat(Arm.status(ana.get("/jobs/" + job))).isEqualTo("Running");
        assertThat(processesWith(marker)).isEqualTo(1);
        try (var files = Files.walk(machine.home().resolve(".bancada"))) {
            Files.createFile(files.filter(f -> f.endsWith("outputs"))
                    .findFirst()
                    .orElseThrow()
                    .resolve("go"));
        }
        var ended = ana.ended(job);
        assertThat(Arm.status(ended)).isEqualTo("Completed");
        assertThat(ended.at("/properties/properties").path("bancada.attempts").asText())
                .isEqualTo("1");
        assertThat(ana.log(job, 0)).startsWith("begin\n").endsWith("end\n");
        detach(vm);
    }

    @Test
    void cancelReachesAMachineThatCouldNotBeReachedAtFirst() {
        var vm = name("vm");
        attach(vm);
        var job = name("long");
        var marker = "8" + System.nanoTime() % 1_000_000;
        ana.submit(job, vm, "sleep " + marker, 1);
        waitFor("it sleeps", () -> processesWith(marker) == 1);
        machine.stop();

        assertThat(ana.call("POST", "/jobs/" + job + "/cancel", "").status()).isIn(200, 202);
        ana.await(
                "/computes/" + vm + "/health",
                SOON,
                h -> h.path("state").asText().equals("Degraded"));
        assertThat(processesWith(marker)).isEqualTo(1);

        machine.start();
        assertThat(Arm.status(ana.ended(job))).isEqualTo("Canceled");
        assertThat(processesWith(marker)).isZero();
        detach(vm);
    }

    @Test
    void detachedMachineIsLeftAsItWas() throws Exception {
        var thesis = Files.writeString(machine.home().resolve("thesis-" + UUID.randomUUID()), "mine");
        var vm = name("vm");
        attach(vm);
        var job = name("job");
        ana.submit(job, vm, "true", 1);
        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
        var refused = ana.call("DELETE", "/computes/" + vm + "?underlyingResourceAction=Delete", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/error/message").asText()).contains("Detach");

        detach(vm);

        waitFor("nothing of ours is left", () -> !Files.exists(machine.home().resolve(".bancada")));
        assertThat(thesis).hasContent("mine");
        Files.delete(thesis);
    }

    @Test
    void healthSaysWithinAMinuteThatTheMachineIsGoneAndThatItIsBack() {
        var vm = name("vm");
        attach(vm);
        assertThat(ana.get("/computes/" + vm + "/health")
                        .path("hostKeyFingerprint")
                        .asText())
                .startsWith("SHA256:");
        machine.stop();
        var degraded = ana.await(
                "/computes/" + vm + "/health",
                SOON,
                h -> h.path("state").asText().equals("Degraded"));
        assertThat(degraded.path("reason").asText()).isEqualTo("Unreachable");
        var job = name("waits");
        ana.submit(job, vm, "true", 1);
        ana.await(
                "/jobs/" + job,
                SOON,
                j -> j.at("/properties/properties/bancada.message").asText().contains("cannot be used now"));

        machine.start();

        ana.await(
                "/computes/" + vm + "/health",
                SOON,
                h -> h.path("state").asText().equals("Healthy"));
        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
        detach(vm);
    }

    @Test
    void secretsAreNowhere() throws Exception {
        var vm = name("vm");
        attach(vm);
        var canary = machine.privateKey().lines().skip(2).findFirst().orElseThrow();
        assertThat(canary).hasSizeGreaterThan(50);
        var shown = ana.get("/computes/" + vm);
        assertThat(shown.toString()).doesNotContain(canary).doesNotContain("PRIVATE KEY");
        assertThat(shown.at("/properties/properties/administratorAccount/username")
                        .asText())
                .isEqualTo(machine.user());
        assertThat(shown.at("/properties/properties/isNotebookInstanceCompute").asBoolean())
                .isTrue();
        assertThat(shown.at("/properties/isAttachedCompute").asBoolean()).isTrue();
        assertThat(ana.get("/computes").toString()).doesNotContain("PRIVATE KEY");

        try (var files = Files.walk(product.home())) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(f -> !f.startsWith(product.home().resolve("server")))
                            .filter(f -> holds(f, canary)))
                    .isEmpty();
        }
        try (var processes = Files.list(Path.of("/proc"))) {
            assertThat(processes
                            .filter(p -> p.getFileName().toString().matches("[0-9]+"))
                            .filter(p -> holds(p.resolve("environ"), canary) || holds(p.resolve("cmdline"), canary)))
                    .isEmpty();
        }
        var control = Files.writeString(product.home().resolve("control"), "x" + canary);
        assertThat(holds(control, canary)).isTrue();
        Files.delete(control);
        detach(vm);
    }

    private static boolean holds(Path file, String word) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    @Test
    void whatCannotBeAttachedIsRefusedWithWords() {
        var vm = name("vm");
        attach(vm);
        var twice = ana.call("PUT", "/computes/" + name("vm"), body("127.0.0.1", machine.privateKey()));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body().at("/error/message").asText()).contains("already attached", vm);

        var password = ana.call(
                "PUT",
                "/computes/" + name("vm"),
                body("127.0.0.2", machine.privateKey()).replace("\"privateKeyData\":", "\"password\":"));
        assertThat(password.status()).isEqualTo(400);
        assertThat(password.body().at("/error/target").asText())
                .isEqualTo("properties.properties.administratorAccount.password");
        assertThat(password.body().toString()).doesNotContain("PRIVATE KEY");

        for (var address : List.of("-oProxyCommand=id", "ana@host", "a b", "")) {
            var refused = ana.call("PUT", "/computes/" + name("vm"), body(address, machine.privateKey()));
            assertThat(refused.status()).as(address).isEqualTo(400);
            assertThat(refused.body().at("/error/target").asText()).isEqualTo("properties.properties.address");
        }

        var metadata = name("vm");
        assertThat(ana.call("PUT", "/computes/" + metadata, body("169.254.169.254", machine.privateKey()))
                        .status())
                .isEqualTo(201);
        var failed =
                ana.await("/computes/" + metadata, SOON, c -> provisioning(c).equals("Failed"));
        assertThat(failed.at("/properties/provisioningErrors/0/error/message").asText())
                .contains("bancada.attached.allowed-addresses");
        detach(metadata);

        var nodes = ana.call("PUT", "/jobs/" + name("job"), """
                {"properties": {"jobType": "Command", "computeId": "%s", "environmentId": "azureml:host:1",
                 "command": "true", "resources": {"instanceCount": 2}}}""".formatted(vm));
        assertThat(nodes.status()).isEqualTo(400);
        detach(vm);
    }

    private void attach(String name) {
        assertThat(ana.call("PUT", "/computes/" + name, body("127.0.0.1", machine.privateKey()))
                        .status())
                .isEqualTo(201);
        var attached =
                ana.await("/computes/" + name, SOON, c -> !provisioning(c).equals("Creating"));
        assertThat(provisioning(attached)).as(attached.toString()).isEqualTo("Succeeded");
    }

    private String body(String address, String key) {
        return """
                {"location": "local", "properties": {"computeType": "VirtualMachine", "properties": {
                 "address": %s, "sshPort": %d, "isNotebookInstanceCompute": true,
                 "administratorAccount": {"username": "%s", "privateKeyData": %s}}}}""".formatted(JSON.valueToTree(address), machine.port(), machine.user(), JSON.valueToTree(key));
    }

    private static String provisioning(JsonNode compute) {
        return compute.at("/properties/provisioningState").asText();
    }

    private void detach(String name) {
        assertThat(ana.call("DELETE", "/computes/" + name + "?underlyingResourceAction=Detach", "")
                        .status())
                .isEqualTo(202);
        waitFor(
                name + " is gone",
                () -> ana.call("GET", "/computes/" + name, "").status() == 404);
    }

    private void upload(String code) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("train.py"));
            zip.write(TRAIN.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("data.csv"));
            zip.write("1,2,3\n4,5,6\n7,8,9\n".getBytes(StandardCharsets.UTF_8));
        }
        var path = product.workspaceId() + "/codes/" + code + "/versions/1/uploadZip?api-version=2024-04-01";
        var answer = product.send(product.request("ana", path)
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static long processesWith(String word) {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .filter(path -> words(path).contains(word))
                    .count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> words(Path process) {
        try {
            return Arrays.asList(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static void waitFor(String what, java.util.function.BooleanSupplier condition) {
        var deadline = Instant.now().plus(SOON);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100).toNanos());
        }
    }

    private static String name(String stem) {
        return stem + "-x" + UUID.randomUUID().toString().substring(0, 8).replace('-', 'x') + "z";
    }
}
