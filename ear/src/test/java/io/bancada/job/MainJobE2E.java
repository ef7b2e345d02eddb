package io.bancada.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clusters and jobs over the public API of the started product, in real sandboxes on this host. */
@ExtendWith(ProductExtension.class)
class MainJobE2E {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Product product;
    private final Arm ana;

    MainJobE2E(Product product) {
        this.product = product;
        this.ana = new Arm(product, "ana");
    }

    @Test
    void clusterGrowsFromZeroRunsTheJobAndShrinksToZero() {
        var cluster = name("c");
        ana.cluster(cluster, 0, 2, "PT5S");
        var job = name("train");
        assertThat(ana.submit(job, cluster, "echo hello; echo kept > outputs/model.txt", 1)
                        .status())
                .isEqualTo(201);

        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
        assertThat(ana.log(job, 0)).isEqualTo("hello\n");
        assertThat(ana.get("/jobs/" + job + "/outputs").at("/value/0/path").asText())
                .isEqualTo("model.txt");
        ana.await("/computes/" + cluster, SOON, c -> Arm.nodes(c) == 0);
        delete(cluster);
    }

    @Test
    void secondJobOnTheSameTargetNeedsNoNewNode() {
        var cluster = name("c");
        ana.cluster(cluster, 1, 1, "PT120S");
        ana.await("/computes/" + cluster, SOON, c -> Arm.nodes(c) == 1);
        var node = node(cluster);
        ana.submit(name("first"), cluster, "true", 1);
        var second = name("second");
        ana.submit(second, cluster, "true", 1);

        assertThat(Arm.status(ana.ended(second))).isEqualTo("Completed");
        assertThat(node(cluster)).isEqualTo(node);
        delete(cluster);
    }

    @Test
    void failedCommandSaysItsExitCodeAndWhy() {
        var cluster = name("c");
        ana.cluster(cluster, 0, 1, "PT5S");
        var job = name("fails");
        ana.submit(job, cluster, "echo no such data >&2; exit 3", 1);

        var ended = ana.ended(job);
        assertThat(Arm.status(ended)).isEqualTo("Failed");
        assertThat(property(ended, "bancada.exitCode")).isEqualTo("3");
        assertThat(property(ended, "bancada.message")).contains("code 3");
        assertThat(ana.log(job, 0)).contains("no such data");
        delete(cluster);
    }

    @Test
    void deletedJobLeavesNothingToALaterOneOfItsName() {
        var cluster = name("c");
        ana.cluster(cluster, 0, 1, "PT60S");
        var job = name("again");
        ana.submit(job, cluster, "echo secret; echo secret > outputs/secret.txt", 1);
        ana.ended(job);
        assertThat(ana.log(job, 0)).isEqualTo("secret\n");

        assertThat(ana.call("DELETE", "/jobs/" + job, "").status()).isIn(200, 202);
        assertThat(ana.call("GET", "/jobs/" + job, "").status()).isEqualTo(404);
        ana.submit(job, cluster, "true", 1);

        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
        assertThat(ana.log(job, 0)).isEmpty();
        assertThat(ana.get("/jobs/" + job + "/outputs").path("value")).isEmpty();
        delete(cluster);
    }

    @Test
    void ranksOfAMultiNodeJobMeetAtTheMasterAddress() {
        var cluster = name("c");
        ana.cluster(cluster, 0, 2, "PT5S");
        var job = name("ranks");
        var command = """
                python3 - <<'P'
                import os, socket, time
                rank, world = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])
                address = (os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"]))
                if rank == 0:
                    server = socket.create_server(address)
                    peer, _ = server.accept()
                    print("rank 0 of", world, "heard", peer.recv(100).decode())
                else:
                    for _ in range(200):
                        try:
                            socket.create_connection(address).sendall(b"rank 1")
                            break
                        except OSError:
                            time.sleep(0.1)
                    else:
                        raise SystemExit("nobody listens")
                P""";
        ana.submit(job, cluster, command, 2);

        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
        assertThat(ana.log(job, 0)).isEqualTo("rank 0 of 2 heard rank 1\n");
        delete(cluster);
    }

    @Test
    void canceledJobEndsWithItsWholeTree() {
        var cluster = name("c");
        ana.cluster(cluster, 0, 1, "PT5S");
        var job = name("long");
        var marker = "9" + System.nanoTime() % 1_000_000;
        ana.submit(job, cluster, "(setsid sleep " + marker + " &) ; sleep " + marker, 1);
        ana.await("/jobs/" + job, SOON, j -> Arm.status(j).equals("Running"));

        assertThat(ana.call("POST", "/jobs/" + job + "/cancel", "").status()).isIn(200, 202);

        assertThat(Arm.status(ana.ended(job))).isEqualTo("Canceled");
        assertThat(ProcessHandle.allProcesses()
                        .filter(p -> p.info().commandLine().orElse("").contains("sleep " + marker)))
                .isEmpty();
        delete(cluster);
    }

    /** A cancellation that comes between the start's being decided and its being done. */
    @Test
    void jobThatIsCanceledWhileItStartsDoesNotRunOn() {
        var cluster = name("c");
        ana.cluster(cluster, 0, 1, "PT60S");
        var first = name("first");
        ana.submit(first, cluster, "true", 1);
        ana.ended(first);
        for (var i = 0; i < 20; i++) {
            var job = name("hasty");
            ana.submit(job, cluster, "sleep 600", 1);
            LockSupport.parkNanos(Duration.ofMillis(10L * i).toNanos());

            assertThat(ana.call("POST", "/jobs/" + job + "/cancel", "").status())
                    .isIn(200, 202);

            assertThat(Arm.status(ana.ended(job))).isEqualTo("Canceled");
        }
        delete(cluster);
    }

    @Test
    void timeLimitEndsTheJob() {
        var cluster = name("c");
        ana.cluster(cluster, 0, 1, "PT5S");
        var job = name("slow");
        ana.call("PUT", "/jobs/" + job, """
                {"properties": {"jobType": "Command", "computeId": "%s", "environmentId": "azureml:host:1",
                 "command": "sleep 600", "limits": {"jobLimitsType": "Command", "timeout": "PT2S"}}}""".formatted(cluster));

        var ended = ana.ended(job);
        assertThat(Arm.status(ended)).isEqualTo("Failed");
        assertThat(property(ended, "bancada.reason")).isEqualTo("TimedOut");
        delete(cluster);
    }

    @Test
    void killedServerAdoptsTheRunningJobAndRunsTheQueueOnce() throws Exception {
        var cluster = name("c");
        ana.cluster(cluster, 0, 1, "PT5S");
        var running = name("running");
        var waiting = name("waiting");
        ana.submit(running, cluster, "echo begin; sleep 12; echo end", 1);
        ana.submit(waiting, cluster, "echo once", 1);
        ana.await("/jobs/" + running, SOON, j -> Arm.status(j).equals("Running"));
        var startedAt = property(ana.get("/jobs/" + running), "bancada.startedAt");

        product.killServer();
        product.launcher().output("up", "--no-build");

        var adopted = ana.ended(running);
        assertThat(Arm.status(adopted)).isEqualTo("Completed");
        assertThat(property(adopted, "bancada.attempts")).isEqualTo("1");
        assertThat(property(adopted, "bancada.startedAt")).isEqualTo(startedAt);
        assertThat(ana.log(running, 0)).isEqualTo("begin\nend\n");
        assertThat(Arm.status(ana.ended(waiting))).isEqualTo("Completed");
        assertThat(ana.log(waiting, 0)).isEqualTo("once\n");
        delete(cluster);
    }

    @Test
    void jobIsAttributedToWhoSubmittedItAndReadersCannotSubmit() {
        var cluster = name("c");
        ana.cluster(cluster, 0, 1, "PT5S");
        var bruno = new Arm(product, "bruno");
        var job = name("his");
        assertThat(bruno.submit(job, cluster, "true", 1).status()).isEqualTo(201);
        assertThat(ana.ended(job).at("/systemData/createdBy").asText()).startsWith("Bruno");

        var vera = new Arm(product, "vera");
        var refused = vera.submit(name("hers"), cluster, "true", 1);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().at("/error/code").asText()).isEqualTo("AuthorizationFailed");
        assertThat(Arm.status(vera.get("/jobs/" + job))).isEqualTo("Completed");
        delete(cluster);
    }

    @Test
    void concurrentCreatesNeverReserveMoreThanTheLimit() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try {
            var names = IntStream.range(0, 40).mapToObj(i -> name("q")).toList();
            var calls = names.stream()
                    .map(n -> (Callable<Integer>)
                            () -> ana.call("PUT", "/computes/" + n, """
                                    {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {
                                     "vmSize": "Standard_D2_v2", "scaleSettings": {"minNodeCount": 1, "maxNodeCount": 2}}}}""").status())
                    .toList();
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isIn(201, 409);
            }
            for (JsonNode usage : usages()) {
                assertThat(usage.path("currentValue").asLong())
                        .as(usage.at("/name/value").asText())
                        .isLessThanOrEqualTo(usage.path("limit").asLong());
            }
            names.forEach(n -> ana.call("DELETE", "/computes/" + n + "?underlyingResourceAction=Delete", ""));
            for (var n : names) {
                gone(n);
            }
            for (JsonNode usage : usages()) {
                assertThat(usage.path("currentValue").asLong()).isLessThanOrEqualTo(otherTestsHold());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Clusters of other tests may still be shrinking: none of them holds more than two small nodes. */
    private static long otherTestsHold() {
        return 2;
    }

    private JsonNode usages() {
        var response = product.send(product.request(
                        "ana",
                        "/subscriptions/" + product.subscriptionId()
                                + "/providers/Microsoft.MachineLearningServices/locations/local/usages?api-version=2024-04-01")
                .build());
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(response.body())
                    .path("value");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private String node(String cluster) {
        return ana.call("POST", "/computes/" + cluster + "/listNodes", "")
                .body()
                .at("/nodes/0/nodeId")
                .asText();
    }

    private void delete(String cluster) {
        assertThat(ana.call("DELETE", "/computes/" + cluster + "?underlyingResourceAction=Delete", "")
                        .status())
                .isEqualTo(202);
        gone(cluster);
    }

    private void gone(String cluster) {
        var deadline = Instant.now().plus(SOON);
        while (ana.call("GET", "/computes/" + cluster, "").status() != 404) {
            assertThat(Instant.now()).as(cluster + " is still there").isBefore(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(200).toNanos());
        }
    }

    private static String property(JsonNode job, String name) {
        return job.at("/properties/properties").path(name).asText();
    }

    private static String name(String stem) {
        return stem + "-x" + UUID.randomUUID().toString().substring(0, 8).replace('-', 'x') + "z";
    }
}
