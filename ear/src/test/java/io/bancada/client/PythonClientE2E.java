package io.bancada.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Azure's Python client, as {@code examples/find_or_create_cluster.py} shows it. */
@ExtendWith(ProductExtension.class)
class PythonClientE2E {
    private final Product product;
    private final String cluster = "py-x" + UUID.randomUUID().toString().substring(0, 8);

    PythonClientE2E(Product product) {
        this.product = product;
    }

    @AfterEach
    void deleteTheCluster() {
        var path = product.workspaceId() + "/computes/" + cluster
                + "?underlyingResourceAction=Delete&api-version=2024-04-01";
        var deletion = HttpRequest.newBuilder(product.request("ana", path).build(), (name, value) -> true)
                .DELETE()
                .build();
        assertThat(product.send(deletion).statusCode()).isEqualTo(202);
    }

    @Test
    void clusterIsCreatedAtFirstAndFoundAfterwards() {
        assertThat(run())
                .containsExactly(
                        "Created cluster " + cluster + ".", cluster + ": Standard_D2_v2, 0 to 4 nodes, Succeeded");
        assertThat(run())
                .containsExactly(
                        "Found existing cluster " + cluster + ", use it.",
                        cluster + ": Standard_D2_v2, 0 to 4 nodes, Succeeded");
    }

    private List<String> run() {
        return product.run(Map.of(), "examples/find_or_create_cluster.py", cluster)
                .lines()
                .toList();
    }
}
