package io.bancada.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** README's command of az (D10): what {@code az ml computetarget create amlcompute} did, as a request. */
@ExtendWith(ProductExtension.class)
class AzClientE2E {
    private static final Path README =
            Path.of(System.getProperty("bancada.root", "..")).resolve("README.md");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Product product;

    AzClientE2E(Product product) {
        this.product = product;
    }

    @AfterEach
    void deleteTheCluster() {
        new Arm(product, "ana").call("DELETE", "/computes/cpu?underlyingResourceAction=Delete", "");
    }

    @Test
    void commandOfReadmeCreatesTheCluster() throws Exception {
        var made = JSON.readTree(new Az(product).run(readmeCommand()));

        assertThat(made.path("name").asText()).isEqualTo("cpu");
        var settings = made.path("properties").path("properties");
        assertThat(settings.path("vmSize").asText()).isEqualTo("Standard_D3_v2");
        assertThat(settings.path("scaleSettings").path("minNodeCount").asInt()).isEqualTo(1);
        assertThat(new Arm(product, "ana").get("/computes/cpu").path("name").asText())
                .isEqualTo("cpu");
    }

    /** The indented lines from the first that calls az to the next empty one. */
    private static String readmeCommand() throws Exception {
        return Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith("    az rest"))
                .takeWhile(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
