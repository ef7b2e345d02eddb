package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another size for an instance, over the public API of the started product. */
@ExtendWith(ProductExtension.class)
class InstanceResizeE2E {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Product product;
    private final Arm ana;
    private final FamilyQuota quota;

    InstanceResizeE2E(Product product) {
        this.product = product;
        this.ana = new Arm(product, "ana");
        this.quota = new FamilyQuota(product);
    }

    @Test
    void resizedInstanceHasItsFilesAndTheCoresOfItsNewSize() throws Exception {
        var before = quota.used();
        var desk = Desk.of(ana);
        desk.create(Desk.size(Desk.TWO_CORES));
        desk.state("Running");
        var hash = desk.run("head -c 1000000 /dev/urandom > ~/note; sha256sum < ~/note");
        var put = desk.put(Desk.size(Desk.FOUR_CORES));
        assertThat(put.status()).isEqualTo(409);
        assertThat(put.body().at("/error/message").asText()).contains("resize it to " + Desk.FOUR_CORES);
        var runs = resize(desk, Desk.FOUR_CORES);
        assertThat(runs.status()).as("while it runs: %s", runs).isEqualTo(409);

        desk.move("stop", "Stopped");
        var preview = desk.post("resize/preview", body(Desk.FOUR_CORES)).body();
        assertThat(preview.path("fits").asBoolean()).isTrue();
        assertThat(line(preview).path("currentValue").asLong()).isEqualTo(before + 2);
        assertThat(line(preview).path("nextValue").asLong()).isEqualTo(before + 4);
        assertThat(quota.used()).as("a preview takes nothing").isEqualTo(before + 2);

        assertThat(resize(desk, Desk.FOUR_CORES).status()).isEqualTo(202);
        assertThat(quota.used()).isEqualTo(before + 4);
        var resized = ana.await(
                desk.path(),
                SOON,
                c -> c.at("/properties/provisioningState").asText().equals("Succeeded"));
        assertThat(resized.at("/properties/properties/vmSize").asText()).isEqualTo(Desk.FOUR_CORES);
        assertThat(ana.get(desk.path() + "/history").toString()).contains("resized");

        desk.move("start", "Running");
        assertThat(desk.run("sha256sum < ~/note")).isEqualTo(hash);
        var jobs = IntStream.range(0, 9)
                .mapToObj(i -> desk.submit("while [ ! -e ~/go ]; do sleep 0.1; done"))
                .toList();
        for (var job : jobs.subList(0, 8)) {
            ana.await("/jobs/" + job, SOON, j -> Arm.status(j).equals("Running"));
        }
        assertThat(Arm.status(ana.get("/jobs/" + jobs.get(8)))).isEqualTo("Queued");
        desk.move("stop", "Stopped");
        assertThat(resize(desk, Desk.TWO_CORES).status()).isEqualTo(202);
        assertThat(quota.used()).isEqualTo(before + 2);
        desk.delete();
        assertThat(quota.used()).isEqualTo(before);
    }

    @Test
    void sizeThatIsNotToBeHadIsRefusedAndAllStaysAsItWas() throws Exception {
        var desk = Desk.of(ana);
        desk.create(Desk.size(Desk.TWO_CORES));
        desk.state("Running");
        desk.move("stop", "Stopped");
        var before = quota.used();
        refused(desk, body("Standard_None"), 400, "InvalidParameter");
        refused(desk, "{}", 400, "InvalidParameter");
        var limit = quota.limit();
        quota.setLimit(before + 1);
        try {
            refused(desk, body(Desk.FOUR_CORES), 409, "QuotaExceeded");
            assertThat(desk.post("resize/preview", body(Desk.FOUR_CORES))
                            .body()
                            .path("fits")
                            .asBoolean())
                    .isFalse();
        } finally {
            quota.setLimit(limit);
        }
        assertThat(quota.used()).isEqualTo(before);
        assertThat(ana.get(desk.path()).at("/properties/properties/vmSize").asText())
                .isEqualTo(Desk.TWO_CORES);
        var vera = desk.as(new Arm(product, "vera"));
        assertThat(resize(vera, Desk.FOUR_CORES).status()).isEqualTo(403);
        desk.move("start", "Running");
        desk.delete();
    }

    private static void refused(Desk desk, String body, int status, String code) {
        var answer = desk.post("resize", body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.body().at("/error/target").asText()).isEqualTo("properties.targetVMSize");
    }

    private static Arm.Answer resize(Desk desk, String size) {
        return desk.post("resize", body(size));
    }

    private static String body(String size) {
        return "{\"properties\": {\"targetVMSize\": \"" + size + "\"}}";
    }

    private static JsonNode line(JsonNode preview) {
        for (var line : preview.path("quotas")) {
            if (line.path("family").asText().equals(FamilyQuota.FAMILY)) {
                return line;
            }
        }
        throw new AssertionError("no line of the family: " + preview);
    }
}
