package io.bancada.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a lock does to a cluster that should grow (D18, J4): it says so, and goes on when the lock is gone. */
@ExtendWith(ProductExtension.class)
class LockedScalingE2E {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LOCK = "/computes/locked1/providers/Microsoft.Authorization/locks/keep";

    private final Arm ana;
    private final Arm admin;
    private final Arm vera;

    LockedScalingE2E(Product product) {
        this.ana = new Arm(product, "ana");
        this.admin = new Arm(product, "admin");
        this.vera = new Arm(product, "vera");
    }

    @AfterEach
    void unlock() {
        admin.call("DELETE", LOCK, "");
        admin.call("DELETE", "/computes/locked1?underlyingResourceAction=Delete", "");
    }

    @Test
    void clusterUnderAReadOnlyLockSaysBlockedByLockAndGrowsWhenItIsGone() {
        ana.cluster("locked1", 0, 1, "PT5S");
        assertThat(admin.call("PUT", LOCK, """
                {"properties": {"level": "ReadOnly", "notes": "Frozen until Monday."}}""").status()).isEqualTo(201);
        var job = "blocked-" + Long.toString(System.nanoTime(), 36);
        assertThat(ana.submit(job, "locked1", "true", 1).status()).isEqualTo(201);

        ana.await("/jobs/" + job, SOON, j -> j.toString().contains("BlockedByLock"));
        var cluster = ana.await("/computes/locked1", SOON, c -> c.toString().contains("BlockedByLock"));
        assertThat(cluster.at("/properties/properties/errors/0/error/message").asText())
                .contains("'keep'");
        assertThat(Arm.nodes(cluster)).isZero();
        assertThat(refusal("PATCH", "/computes/locked1", """
                {"properties": {"properties": {"scaleSettings": {"maxNodeCount": 2}}}}""")).contains("'keep'");
        assertThat(refusal("DELETE", "/computes/locked1?underlyingResourceAction=Delete", ""))
                .contains("'keep'");

        assertThat(admin.call("DELETE", LOCK, "").status()).isEqualTo(200);
        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
    }

    @Test
    void whoeverMayNotWriteLocksNeitherSetsNorRemovesOne() {
        ana.cluster("locked1", 0, 1, "PT5S");
        var lock = "{\"properties\": {\"level\": \"CanNotDelete\"}}";

        assertThat(ana.call("PUT", LOCK, lock).status()).isEqualTo(403);
        assertThat(admin.call("PUT", LOCK, lock).status()).isEqualTo(201);
        assertThat(admin.call("PUT", LOCK, lock).status()).isEqualTo(200);
        assertThat(ana.call("DELETE", LOCK, "").status()).isEqualTo(403);
        assertThat(vera.get(LOCK).at("/properties/level").asText()).isEqualTo("CanNotDelete");
        assertThat(admin.call("PUT", LOCK.replace("locked1", "absent"), lock).status())
                .isEqualTo(404);
        assertThat(admin.call("PUT", LOCK, "{\"properties\": {\"level\": \"Frozen\"}}")
                        .status())
                .isEqualTo(400);
        JsonNode all = admin.get("/providers/Microsoft.Authorization/locks");
        assertThat(all.findValuesAsText("name")).contains("keep");
    }

    private String refusal(String method, String path, String body) {
        var answer = admin.call(method, path, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(409);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("ScopeLocked");
        return answer.body().at("/error/message").asText();
    }
}
