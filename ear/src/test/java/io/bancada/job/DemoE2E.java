package io.bancada.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.database.PostgresServer;
import io.bancada.product.Launcher;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's first command, on the embedded database and on PostgreSQL. */
@ExtendWith(ProductExtension.class)
class DemoE2E {
    private final Product product;

    DemoE2E(Product product) {
        this.product = product;
    }

    @Test
    void demoTrainsAModelOnAClusterThatGrowsFromZeroAndShrinksToZero() {
        var told = product.launcher().output("demo", "--no-build");

        assertThat(told)
                .contains("limits 2,000 files, 300 MiB")
                .contains("Completed", "Metric validation/accuracy: 0.9", "0 nodes", "All of it happened");
    }

    @Test
    void helloOverCurlPrintsTheJobsLog() throws Exception {
        assertThat(run("examples/hello.sh")).contains("Completed", "hello from hello-");
    }

    @Test
    void benchmarkOfSmallJobsPrintsItsRates() throws Exception {
        assertThat(run("bench/jobs", "--jobs", "20", "--nodes", "1")).contains("0 failed", "end to end");
    }

    @Test
    void demoRunsOnPostgresqlToo() {
        var launcher = Launcher.forFreshHome("postgresql");
        var database = Map.of(
                "BANCADA_DB_URL", PostgresServer.newDatabase("bancada"), //
                "BANCADA_DB_USER", "bancada",
                "BANCADA_DB_PASSWORD", "trusted");
        try {
            var outcome = launcher.runWith(database, "demo", "--no-build");

            assertThat(outcome.output()).contains("All of it happened");
            assertThat(outcome.exitCode()).isZero();
        } finally {
            launcher.runWith(database, "reset", "--yes");
        }
    }

    /** Runs a program of the project against the product, as a person would from a checkout. */
    private String run(String program, String... arguments) throws Exception {
        var root = Path.of(System.getProperty("bancada.root", ".."));
        var command = new ArrayList<>(List.of(root.resolve(program).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BANCADA_HOME", product.home().toString());
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
