package io.bancada.client;

import io.bancada.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Debian's az, as somebody who has just installed it and has not logged in anywhere. */
public final class Az {
    private final Product product;
    private final Path home;

    public Az(Product product) throws IOException {
        this.product = product;
        this.home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "az-");
    }

    /** Runs a command as it stands in a text, with ana's token and the workspace's address at hand; it must succeed. */
    public String run(String command) {
        return run(command, Map.of());
    }

    /** The same, with more in the environment, such as passwords. */
    public String run(String command, Map<String, String> more) {
        var environment = new HashMap<>(Map.of(
                "AZURE_CONFIG_DIR",
                home.toString(),
                "AZURE_CORE_COLLECT_TELEMETRY",
                "no",
                "AZURE_CORE_NO_COLOR",
                "true",
                "REQUESTS_CA_BUNDLE",
                product.caFile().toString(),
                "BANCADA_TOKEN",
                product.token("ana"),
                "WORKSPACE",
                product.url() + product.workspaceId()));
        environment.putAll(more);
        return product.run(environment, "bash", "-euo", "pipefail", "-c", command);
    }
}
