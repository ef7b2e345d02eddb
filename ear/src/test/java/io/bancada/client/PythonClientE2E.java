package io.bancada.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Azure's Python client, as {@code examples/find_or_create_cluster.py} shows it. */
@ExtendWith(ProductExtension.class)
class PythonClientE2E {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("bancada.root", "..")).resolve("examples/find_or_create_cluster.py");

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
    void clusterIsCreatedAtFirstAndFoundAfterwards() throws Exception {
        assertThat(run())
                .containsExactly(
                        "Created cluster " + cluster + ".", cluster + ": Standard_D2_v2, 0 to 4 nodes, Succeeded");
        assertThat(run())
                .containsExactly(
                        "Found existing cluster " + cluster + ", use it.",
                        cluster + ": Standard_D2_v2, 0 to 4 nodes, Succeeded");
    }

    private List<String> run() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(EXAMPLE.toString(), cluster).redirectErrorStream(true);
        builder.environment().put("BANCADA_HOME", product.home().toString());
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
