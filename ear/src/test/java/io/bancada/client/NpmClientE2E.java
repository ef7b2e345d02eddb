package io.bancada.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The npm package {@code @azure/arm-machinelearning}; what is checked stands in {@code src/test/client/checks.js}. */
@ExtendWith(ProductExtension.class)
class NpmClientE2E {
    private static final Path EAR = Path.of(System.getProperty("bancada.root", ".."), "ear")
            .toAbsolutePath()
            .normalize();
    private static final Path CLIENT = EAR.resolve("target/npm-client");

    private final Product product;

    NpmClientE2E(Product product) {
        this.product = product;
    }

    @Test
    void publishedNpmClientWorksUnchanged() throws Exception {
        Files.createDirectories(CLIENT);
        for (var file : List.of("package.json", "package-lock.json", ".npmrc", "checks.js")) {
            Files.copy(
                    EAR.resolve("src/test/client").resolve(file),
                    CLIENT.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        run(Map.of(), "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");

        var lines = run(
                        Map.of(
                                "BANCADA_URL", product.url(),
                                "BANCADA_TOKEN", product.token("ana"),
                                "BANCADA_WORKSPACE", product.workspaceId(),
                                "NODE_EXTRA_CA_CERTS", product.caFile().toString()),
                        "node",
                        "checks.js")
                .lines()
                .toList();

        assertThat(lines)
                .containsExactly(
                        "ok workspace get",
                        "ok workspace list by group",
                        "ok workspace list by subscription",
                        "ok vm sizes",
                        "ok usages",
                        "ok quotas",
                        "ok compute create",
                        "ok compute get",
                        "ok compute update",
                        "ok compute list over pages",
                        "ok compute list nodes",
                        "ok code upload",
                        "ok job create",
                        "ok job get",
                        "ok job list",
                        "ok job cancel",
                        "ok not found is a RestError",
                        "ok conflict is a RestError",
                        "ok compute delete");
    }

    /** What the command printed; it has to end well within five minutes. Its complaints go to the test's own output. */
    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var output = CLIENT.resolve("output");
        var builder = new ProcessBuilder(command)
                .directory(CLIENT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(List.of(command) + " does not end; it said: " + Files.readString(output));
        }
        var text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(List.of(command) + ": " + text).isZero();
        return text;
    }
}
