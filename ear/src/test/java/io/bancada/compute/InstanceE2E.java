package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Compute instances over the public API of the started product, in real sandboxes on this host. */
@ExtendWith(ProductExtension.class)
class InstanceE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final String SMALL = "Standard_D11_v2";
    private static final String FOUR_CORES = "Standard_D3_v2";
    private static final Set<String> AT_REST = Set.of("Running", "JobRunning", "Stopped");

    private final Product product;
    private final Arm ana;

    InstanceE2E(Product product) {
        this.product = product;
        this.ana = new Arm(product, "ana");
    }

    @Test
    void instanceKeepsItsHomeAndItsCoresUntilItIsDeletedAndOutlivesTheServer() throws Exception {
        var before = usedCores();
        var desk = name("desk");
        create(desk, SMALL);
        var instance = state(desk, "Running");
        assertThat(instance.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(instance.at("/properties/properties/createdBy/userName").asText())
                .startsWith("Ana");
        assertThat(last(instance)).isEqualTo("Create Succeeded User");
        assertThat(usedCores()).isEqualTo(before + 2);
        assertThat(run(desk, "echo kept > ~/note; echo $HOME")).isEqualTo("/home/worker\n");

        finish(move(desk, "stop"));
        assertThat(last(state(desk, "Stopped"))).isEqualTo("Stop Succeeded User");
        assertThat(usedCores()).as("a stop keeps the cores").isEqualTo(before + 2);
        var waiting = submit(desk, "cat ~/note");
        ana.await("/jobs/" + waiting, SOON, j -> property(j, "bancada.reason").equals("ComputeNotRunning"));

        move(desk, "start");
        product.killServer();
        product.launcher().output("up", "--no-build");

        state(desk, "Running");
        assertThat(Arm.status(ana.ended(waiting))).isEqualTo("Completed");
        assertThat(ana.log(waiting, 0)).isEqualTo("kept\n");
        finish(move(desk, "restart"));
        assertThat(last(ana.get("/computes/" + desk))).isEqualTo("Restart Succeeded User");
        assertThat(run(desk, "cat ~/note")).isEqualTo("kept\n");

        delete(desk);
        assertThat(usedCores()).isEqualTo(before);
    }

    @Test
    void fourCoresRunExactlyEightJobsAndTheNinthWaitsFirstInTheQueue() {
        var desk = name("desk");
        create(desk, FOUR_CORES);
        state(desk, "Running");
        var jobs = IntStream.range(0, 9)
                .mapToObj(i -> submit(desk, "while [ ! -e ~/go ]; do sleep 0.1; done"))
                .toList();
        for (var job : jobs.subList(0, 8)) {
            ana.await("/jobs/" + job, SOON, j -> Arm.status(j).equals("Running"));
        }
        state(desk, "JobRunning");
        var ninth = ana.get("/jobs/" + jobs.get(8));
        assertThat(Arm.status(ninth)).isEqualTo("Queued");
        assertThat(property(ninth, "bancada.reason")).isEqualTo("AllSlotsTaken");
        assertThat(property(ninth, "bancada.queuePlace")).isEqualTo("1");

        assertThat(ana.call("POST", "/jobs/" + jobs.get(0) + "/cancel", "").status())
                .isIn(200, 202);
        ana.await("/jobs/" + jobs.get(8), SOON, j -> Arm.status(j).equals("Running"));
        move(desk, "stop");
        state(desk, "Stopped");
        for (var job : jobs) {
            assertThat(Arm.status(ana.ended(job))).isEqualTo("Canceled");
        }
        assertThat(property(ana.get("/jobs/" + jobs.get(8)), "bancada.reason")).isEqualTo("ComputeStopped");
        delete(desk);
    }

    @Test
    void instanceThatAnAdminMadeForAnaIsHers() {
        var admin = new Arm(product, "admin");
        var desk = name("desk");
        var body = """
                {"location": "local", "properties": {"computeType": "ComputeInstance", "properties": {"vmSize": "%s",
                 "personalComputeInstanceSettings": {"assignedUser": {"objectId": "%s", "tenantId": "%s"}}}}}""".formatted(
                        SMALL, ana.objectId(), product.status().path("tenantId").asText());
        assertThat(admin.call("PUT", "/computes/" + desk, body).status()).isEqualTo(201);
        var instance = state(desk, "Running");
        assertThat(instance.at("/properties/properties/personalComputeInstanceSettings/assignedUser/objectId")
                        .asText())
                .isEqualTo(ana.objectId());

        var refused = admin.submit(name("job"), desk, "true", 1);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().at("/error/message").asText()).contains("only they may submit jobs");
        var wide = ana.submit(name("job"), desk, "true", 2);
        assertThat(wide.status()).isEqualTo(400);
        assertThat(wide.body().at("/error/target").asText()).isEqualTo("properties.resources.instanceCount");
        assertThat(wide.body().at("/error/message").asText()).contains("one node");
        assertThat(run(desk, "echo hers")).isEqualTo("hers\n");
        delete(desk);
    }

    @Test
    void whatAnInstanceCannotBeIsRefusedByTheNameOfItsField() {
        var desk = name("desk");
        refused(desk, "\"vmSize\": \"" + SMALL + "\", \"vmPriority\": \"LowPriority\"", 400, "vmPriority");
        refused(desk, "\"vmSize\": \"Standard_D1_v2\"", 400, "vmSize");
        refused(desk, "\"osType\": \"Linux\"", 400, "vmSize");
        refusedSchedule(desk, "{\"action\": \"Stop\"}", "triggerType");
        refusedSchedule(desk, "{\"triggerType\": \"Cron\", \"cron\": {\"expression\": \"0 18 * * *\"}}", "action");
        refusedSchedule(desk, "{\"action\": \"Sleep\"}", "action");
        refusedSchedule(desk, "{\"action\": \"Stop\", \"triggerType\": \"Cron\"}", "cron");
        refusedSchedule(desk, cron("61 18 * * *", "UTC"), "cron.expression");
        refusedSchedule(desk, cron("0 18 31 2 *", "UTC"), "cron");
        refusedSchedule(desk, cron("0 18 * * *", "Lisbon Standard Time"), "cron.timeZone");
        refusedSchedule(
                desk,
                "{\"action\": \"Stop\", \"triggerType\": \"Recurrence\", \"recurrence\": {\"frequency\": \"Week\","
                        + " \"interval\": 1, \"schedule\": {\"hours\": [24], \"minutes\": [0], \"weekDays\": [\"Monday\"]}}}",
                "recurrence.schedule.hours");
        refused(
                desk,
                "\"vmSize\": \"" + SMALL + "\", \"idleTimeBeforeShutdown\": \"PT14M\"",
                400,
                "idleTimeBeforeShutdown");
        refused(
                desk,
                "\"vmSize\": \"" + SMALL + "\", \"sshSettings\": {\"sshPublicAccess\": \"Perhaps\"}",
                400,
                "sshSettings.sshPublicAccess");
        refused(
                desk,
                "\"vmSize\": \"" + SMALL
                        + "\", \"personalComputeInstanceSettings\": {\"assignedUser\": {\"objectId\": \"a\", \"tenantId\": \"b\"}}",
                400,
                "personalComputeInstanceSettings.assignedUser.tenantId");
        assertThat(ana.call("GET", "/computes/" + desk, "").status()).isEqualTo(404);

        create(desk, SMALL);
        refused(desk, "\"vmSize\": \"" + FOUR_CORES + "\"", 409, "vmSize");
        var cluster = ana.call("PUT", "/computes/" + desk, """
                {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "Standard_D1"}}}""");
        assertThat(cluster.status()).isEqualTo(409);
        assertThat(cluster.body().at("/error/target").asText()).isEqualTo("properties.computeType");
        assertThat(ana.call("PATCH", "/computes/" + desk, """
                {"properties": {"properties": {"scaleSettings": {"minNodeCount": 0, "maxNodeCount": 1}}}}""").status()).isEqualTo(409);
        assertThat(ana.call("POST", "/computes/" + desk + "/listNodes", "").status())
                .isEqualTo(400);
        delete(desk);
    }

    /** Eight clients ask for anything at any time; nothing breaks, and in the end each instance does as it is told. */
    @Test
    void thousandRandomCallsFromEightClientsLeaveNoIllegalState() throws Exception {
        var desks = List.of(name("desk"), name("desk"), name("desk"));
        desks.forEach(d -> create(d, SMALL));
        var threads = Executors.newFixedThreadPool(8);
        try {
            var clients = new ArrayList<Callable<List<String>>>();
            for (var client = 0; client < 8; client++) {
                var seed = client;
                clients.add(() -> randomCalls(desks, new Random(seed)));
            }
            for (var client : threads.invokeAll(clients)) {
                assertThat(client.get()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
        for (var desk : desks) {
            ana.await("/computes/" + desk, SOON, c -> AT_REST.contains(stateOf(c)));
            move(desk, "start");
            state(desk, "Running");
            delete(desk);
        }
    }

    /** 125 calls; the answers that no call may give. */
    private List<String> randomCalls(List<String> desks, Random random) {
        var wrong = new ArrayList<String>();
        for (var i = 0; i < 125; i++) {
            var desk = "/computes/" + desks.get(random.nextInt(desks.size()));
            var answer = switch (random.nextInt(5)) {
                case 0 -> ana.call("POST", desk + "/start", "");
                case 1 -> ana.call("POST", desk + "/stop", "");
                case 2 -> ana.call("POST", desk + "/restart", "");
                case 3 -> ana.call("PUT", desk, body(SMALL));
                default -> ana.call("GET", desk, "");
            };
            if (!Set.of(200, 202, 409).contains(answer.status())) {
                wrong.add(desk + ": " + answer);
            }
        }
        return wrong;
    }

    private void create(String desk, String size) {
        var answer = ana.call("PUT", "/computes/" + desk, body(size));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    private static String body(String size) {
        return body("ComputeInstance", "\"vmSize\": \"" + size + "\"");
    }

    private static String body(String type, String properties) {
        return "{\"location\": \"local\", \"properties\": {\"computeType\": \"" + type + "\", \"properties\": {"
                + properties + "}}}";
    }

    private void refused(String desk, String properties, int status, String field) {
        var answer = ana.call("PUT", "/computes/" + desk, body("ComputeInstance", properties));
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.body().at("/error/target").asText()).isEqualTo("properties.properties." + field);
    }

    private void refusedSchedule(String desk, String schedule, String field) {
        refused(
                desk,
                "\"vmSize\": \"" + SMALL + "\", \"schedules\": {\"computeStartStop\": [" + schedule + "]}",
                400,
                "schedules.computeStartStop[0]." + field);
    }

    private static String cron(String expression, String zone) {
        return "{\"action\": \"Stop\", \"triggerType\": \"Cron\", \"cron\": {\"expression\": \"" + expression
                + "\", \"timeZone\": \"" + zone + "\"}}";
    }

    private Arm.Answer move(String desk, String verb) {
        var answer = ana.call("POST", "/computes/" + desk + "/" + verb, "");
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer;
    }

    /** Waits until the operation that was answered has ended well, as the SDKs do. */
    private void finish(Arm.Answer accepted) {
        var deadline = Instant.now().plus(SOON);
        var path =
                accepted.header("Azure-AsyncOperation").substring(product.url().length());
        while (true) {
            var seen = json(product.send(product.request("ana", path).build()).body());
            if (seen.path("status").asText().equals("Succeeded")) {
                return;
            }
            assertThat(seen.path("status").asText()).as("%s", seen).isEqualTo("InProgress");
            assertThat(Instant.now()).as("%s", seen).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private JsonNode state(String desk, String state) {
        return ana.await("/computes/" + desk, SOON, c -> stateOf(c).equals(state));
    }

    private static String stateOf(JsonNode instance) {
        return instance.at("/properties/properties/state").asText();
    }

    private static String last(JsonNode instance) {
        var last = instance.at("/properties/properties/lastOperation");
        return last.path("operationName").asText() + " "
                + last.path("operationStatus").asText() + " "
                + last.path("operationTrigger").asText();
    }

    private String submit(String desk, String command) {
        var job = name("job");
        var answer = ana.submit(job, desk, command, 1);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return job;
    }

    private String run(String desk, String command) {
        var job = submit(desk, command);
        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
        return ana.log(job, 0);
    }

    private void delete(String desk) {
        assertThat(ana.call("DELETE", "/computes/" + desk + "?underlyingResourceAction=Delete", "")
                        .status())
                .isEqualTo(202);
        var deadline = Instant.now().plus(SOON);
        while (ana.call("GET", "/computes/" + desk, "").status() != 404) {
            assertThat(Instant.now()).as(desk + " is still there").isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** Dedicated cores of the family that the instances here belong to. */
    private long usedCores() {
        var usages = json(product.send(product.request(
                                "ana",
                                "/subscriptions/" + product.subscriptionId()
                                        + "/providers/Microsoft.MachineLearningServices/locations/local/usages?api-version=2024-04-01")
                        .build())
                .body());
        for (var usage : usages.path("value")) {
            if (usage.at("/name/value").asText().equals("standardDv2Family")) {
                return usage.path("currentValue").asLong();
            }
        }
        throw new AssertionError("no line of the family: " + usages);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(JsonNode job, String name) {
        return job.at("/properties/properties").path(name).asText();
    }

    private static String name(String stem) {
        return stem + "-x" + UUID.randomUUID().toString().substring(0, 8).replace('-', 'x') + "z";
    }
}
