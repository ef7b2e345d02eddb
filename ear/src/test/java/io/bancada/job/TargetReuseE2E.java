package io.bancada.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A target is used again from one job to the next (A12): what a first job waited for, a second finds ready. */
@ExtendWith(ProductExtension.class)
class TargetReuseE2E {
    private final Arm ana;
    private final String cluster = "reuse-x" + UUID.randomUUID().toString().substring(0, 8);

    TargetReuseE2E(Product product) {
        this.ana = new Arm(product, "ana");
    }

    @AfterEach
    void deleteTheCluster() {
        ana.call("DELETE", "/computes/" + cluster + "?underlyingResourceAction=Delete", "");
    }

    @Test
    void secondJobStartsOnTheSameNodeAndNothingIsProvisionedForIt() {
        ana.cluster(cluster, 0, 1, "PT10M");

        var first = run(cluster + "-1");
        var nodes = nodeIds();
        var events = events();
        var second = run(cluster + "-2");

        assertThat(nodes).hasSize(1);
        assertThat(nodeIds()).isEqualTo(nodes);
        assertThat(events()).isEqualTo(events);
        System.out.printf(
                "Submit to end: first job %d ms with a new node, second %d ms on the same node.%n",
                first.toMillis(), second.toMillis());
        assertThat(second).isLessThan(first);
    }

    private Duration run(String job) {
        var begin = Instant.now();
        assertThat(ana.submit(job, cluster, "true", 1).status()).isEqualTo(201);
        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
        return Duration.between(begin, Instant.now());
    }

    private List<String> nodeIds() {
        var answer = ana.call("POST", "/computes/" + cluster + "/listNodes", "");
        return texts(answer.body().path("nodes"), "nodeId");
    }

    /** What happened to the cluster's nodes up to now: machines that were asked for, came, or left. */
    private List<String> events() {
        return texts(ana.get("/computes/" + cluster + "/history").path("value"), "event");
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }
}
