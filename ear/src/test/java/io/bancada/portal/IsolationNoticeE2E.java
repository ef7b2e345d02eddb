package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who uses a host that parts nobody is told so; where a sandbox works nobody is bothered. */
@ExtendWith(ProductExtension.class)
class IsolationNoticeE2E {
    private static final String NOTICE = ".notice";

    @Test
    void whereNoSandboxWorksHomeAndClustersWarn() {
        try (var product = Product.startAnother(
                        "unsandboxed", Map.of("BANCADA_JAVA_OPTS", "-Dbancada.local.sandbox=none"));
                var browser = new Browser(product)) {
            var vera = Portal.signOn(product, browser, "vera");

            assertThat(vera.at(NOTICE)).containsText("one person only");
            vera.open("compute/clusters");
            assertThat(vera.at(NOTICE)).containsText("install bubblewrap");
        }
    }

    @Test
    void whereASandboxWorksNobodyIsWarned(Product product) {
        try (var browser = new Browser(product)) {
            var vera = Portal.signOn(product, browser, "vera");

            assertThat(vera.at("#live")).isVisible();
            assertThat(vera.at(NOTICE)).hasCount(0);
        }
    }
}
