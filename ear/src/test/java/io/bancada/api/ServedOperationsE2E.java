package io.bancada.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How much of ARM's API there is: {@code operations.tsv} has every operation of the OpenAPI with what the started
 * product says of it, so that the gap can be read, and who closes a part of it changes that file too.
 */
@ExtendWith(ProductExtension.class)
class ServedOperationsE2E {
    private static final String SERVED = "served";

    private final Api admin;
    private final String subscription;

    ServedOperationsE2E(Product product) {
        this.admin = new Api(product, "admin");
        this.subscription = product.subscriptionId();
    }

    @Test
    void everyOperationIsServedOrSaysWhyNot() throws IOException {
        var found = new ArrayList<String>();
        for (var operation : new OpenApi().operations().values()) {
            found.add(operation.id() + "\t" + said(operation));
        }
        System.out.println(String.join("\n", found));
        var served = found.stream().filter(line -> line.endsWith("\t" + SERVED)).count();
        System.out.println(served + " of " + found.size() + " operations of the OpenAPI are served.");

        assertThat(found).containsExactlyElementsOf(checkedIn());
    }

    /** Asked in a resource group that is not there, no operation can do anything. */
    private String said(OpenApi.Operation operation) {
        var path = operation
                .path()
                .replace("{subscriptionId}", subscription)
                .replace("{location}", "local")
                .replaceAll("\\{\\w+}", "absent");
        var body = operation.method().startsWith("P") ? "{}" : "";

        var answer = admin.call(operation.method(), path, body);

        if (answer.status() != 501) {
            assertThat(answer.status())
                    .as("%s: %s", operation.id(), answer.body())
                    .isLessThan(500);
            assertThat(answer.error().path("message").asText())
                    .as(operation.id())
                    .isNotEqualTo("The API has no such path.");
            return SERVED;
        }
        assertThat(answer.error().path("code").asText()).isEqualTo("NotImplemented");
        assertThat(answer.error().path("target").asText()).isEqualTo(operation.id());
        return answer.error().path("message").asText().replace(" (" + operation.id() + ")", "");
    }

    static List<String> checkedIn() throws IOException {
        try (var in = ServedOperationsE2E.class.getResourceAsStream("operations.tsv")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
