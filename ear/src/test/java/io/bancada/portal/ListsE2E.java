package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists: filters and place in the address, pages of newer and older things, and the whole as CSV. */
@ExtendWith(ProductExtension.class)
class ListsE2E {
    private static final int JOBS = 27;

    private final Product product;
    private final Browser browser;

    ListsE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void jobsArePagedWithTheirFilterInTheAddressAndDownloadedWhole() throws IOException {
        var cluster = Portal.fresh("e2e-list");
        var bench = new Workbench(product, "ana");
        bench.cluster(cluster, 1);
        for (var i = 0; i < JOBS; i++) {
            bench.job(cluster + "-" + i, cluster, i == 0 ? "=1+1" : "Job " + i, "true");
        }
        var ana = Portal.signOn(product, browser, "ana").open("job/jobs");

        ana.at("select[name=compute]").selectOption(cluster);
        assertThat(ana.page()).hasURL(Pattern.compile(".*[?]compute=" + cluster + "$"));
        assertThat(ana.at("tbody tr")).hasCount(25);
        assertThat(ana.at("tbody tr").first()).containsText("Job " + (JOBS - 1));
        ana.at(".pager a[rel=next]").click();
        assertThat(ana.at("tbody tr")).hasCount(JOBS - 25);
        assertThat(ana.page()).hasURL(Pattern.compile(".*compute=" + cluster + "&after=.*"));
        ana.page().reload();
        assertThat(ana.at("tbody tr")).hasCount(JOBS - 25);

        var csv = ana.page().waitForDownload(() -> ana.at(".pager a[href*=csv]").click());
        assertThat(Files.readAllLines(csv.path()))
                .hasSize(1 + JOBS)
                .anyMatch(line -> line.startsWith(cluster + "-0,'=1+1,"));

        ana.at(".pager a[rel=prev]").click();
        assertThat(ana.at("tbody tr")).hasCount(25);
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void clustersAreFoundByNameAndPriority() throws IOException {
        var name = Portal.fresh("e2e-found");
        new Workbench(product, "ana").cluster(name, 0);
        var ana = Portal.signOn(product, browser, "ana").open("compute/clusters?name=" + name);
        assertThat(ana.at("tbody tr")).hasCount(1);

        var csv = ana.page().waitForDownload(() -> ana.at(".pager a[href*=csv]").click());
        assertThat(Files.readAllLines(csv.path())).hasSize(2);

        ana.at("select[name=priority]").selectOption("LowPriority");
        assertThat(ana.at(".empty")).containsText("No cluster matches");
        assertThat(ana.page()).hasURL(Pattern.compile(".*name=" + name + "&priority=LowPriority$"));
    }
}
