package io.bancada.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster says how long its nodes took to come. */
@ExtendWith(ProductExtension.class)
class ProvisioningE2E {
    private final Api ana;
    private final Api vera;
    private final String name = Api.name("p");

    ProvisioningE2E(Product product) {
        ana = new Api(product, "ana");
        vera = new Api(product, "vera");
    }

    @AfterEach
    void deleteTheCluster() {
        ana.deleteCluster(name);
    }

    @Test
    void timesAppearWithTheFirstNode() {
        var path = ana.workspace() + "/computes/" + name + "/provisioning";
        assertThat(vera.get(path).status()).isEqualTo(404);
        create(0);
        var before = vera.get(path).body();
        assertThat(before.path("nodes").asInt()).isZero();
        assertThat(before.has("last")).isFalse();
        assertThat(Duration.parse(before.path("slowAfter").asText())).isPositive();

        create(1);

        var deadline = Instant.now().plusSeconds(60);
        while (vera.get(path).body().path("nodes").asInt() == 0) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        var times = vera.get(path).body();
        for (var which : new String[] {"last", "median", "slowest"}) {
            assertThat(Duration.parse(times.path(which).asText()))
                    .as(which)
                    .isPositive()
                    .isLessThan(Duration.ofMinutes(1));
        }
        assertThat(times.path("slowNodes")).isEmpty();
    }

    private void create(int nodes) {
        var put = ana.call("PUT", ana.workspace() + "/computes/" + name, """
                {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "Standard_D1",
                 "scaleSettings": {"minNodeCount": %d, "maxNodeCount": 1}}}}""".formatted(nodes));
        assertThat(put.status()).as("%s", put.body()).isLessThan(300);
    }
}
