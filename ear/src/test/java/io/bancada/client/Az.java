package io.bancada.client;

import io.bancada.product.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /**
     * Debian 12's azure-cli asks its library for a name that the library has made private since; without this every
     * {@code az role assignment} ends with an AttributeError before it asks any server.
     */
    private Path agreement() {
        try {
            Files.writeString(home.resolve("sitecustomize.py"), """
                    from azure.mgmt.authorization.v2018_01_01_preview import operations as definitions
                    from azure.mgmt.authorization.v2020_04_01_preview import operations as assignments
                    for module in (definitions, assignments):
                        for kind in vars(module).values():
                            if isinstance(kind, type):
                                kind.config = property(lambda self: self._config)
                    """);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        environment.put("PYTHONPATH", agreement().toString());
        return product.run(environment, "bash", "-euo", "pipefail", "-c", command);
    }
}
