package io.bancada.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.database.PostgresServer;
import io.bancada.product.Launcher;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
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
    void helloOverCurlPrintsTheJobsLog() {
        assertThat(product.run(Map.of(), "examples/hello.sh")).contains("Completed", "hello from hello-");
    }

    @Test
    void benchmarkOfSmallJobsPrintsItsRates() {
        assertThat(product.run(Map.of(), "bench/jobs", "--jobs", "20", "--nodes", "1"))
                .contains("0 failed", "end to end");
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
}
