package io.bancada.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An instance of a product that keeps a machine ready: it takes that one, and nobody can tell but by the time. */
@ExtendWith(ProductExtension.class)
class WarmMachineE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TELL = """
            import os, socket, sys
            kept = open(os.path.expanduser('~/kept'), 'w')
            print(os.getuid() >= 1000, os.path.expanduser('~'), socket.gethostname(), sorted(os.listdir('/share')), sep='|')""";

    private final Product product;
    private final Browser browser;

    WarmMachineE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void newInstanceTakesTheMachineThatStandsReadyAndAnotherTakesItsPlace() throws Exception {
        var ready = awaitSpare();
        try (var notebook = new Notebook(product, browser, "ana", "ci-warm")) {
            var address = notebook.address();
            var node = takenFrom(ready);
            Page page = notebook.open(browser.newContext(), address);
            var folder = URI.create(page.url()).getPath().substring("/tree".length());
            assertThat(Notebook.run(page, address, folder + "/warm.ipynb", TELL))
                    .isEqualTo("True|/home/worker|" + node.getFileName() + "|['Shared', 'Users']");
            assertThat(node.resolve("home/kept")).exists();
            assertThat(awaitSpare()).isNotEqualTo(ready);
        }
    }

    private Path awaitSpare() throws IOException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            var ready = directories().stream()
                    .filter(d -> d.getFileName().toString().startsWith(".spare-"))
                    .filter(d -> Files.exists(d.resolve("ready.json")))
                    .findFirst();
            if (ready.isPresent()) {
                return ready.orElseThrow();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError("no machine stands ready: " + directories());
    }

    /** The node whose control group was made for that spare. */
    private Path takenFrom(Path spare) throws IOException {
        var name = spare.getFileName().toString().substring(1);
        for (var directory : directories()) {
            var node = directory.resolve("node.json").toFile();
            if (node.exists()
                    && JSON.readTree(node).path("controlGroup").asText().equals(name)) {
                return directory;
            }
        }
        throw new AssertionError("no node was " + name + " before: " + directories());
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> all = Files.list(product.home().resolve("nodes"))) {
            return all.toList();
        }
    }
}
