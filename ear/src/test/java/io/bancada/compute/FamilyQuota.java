package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.product.Product;
import java.net.http.HttpRequest;
import java.util.Locale;

/** The quota of the VM family that the tests' instances are of. */
final class FamilyQuota {
    static final String FAMILY = "standardDv2Family";

    private final Product product;

    FamilyQuota(Product product) {
        this.product = product;
    }

    /** Cores of the family that are taken. */
    long used() throws Exception {
        return usage().path("currentValue").asLong();
    }

    /** How many may be. */
    long limit() throws Exception {
        return usage().path("limit").asLong();
    }

    private JsonNode usage() throws Exception {
        var answer = product.send(product.request("ana", location() + "/usages?api-version=2024-04-01")
                .build());
        for (var usage : new ObjectMapper().readTree(answer.body()).path("value")) {
            if (usage.at("/name/value").asText().equals(FAMILY)) {
                return usage;
            }
        }
        throw new AssertionError("no line of the family: " + answer.body());
    }

    void setLimit(long cores) throws Exception {
        var quotas = new ObjectMapper()
                .readTree(product.send(product.request("admin", location() + "/quotas?api-version=2024-04-01")
                                .build())
                        .body());
        for (var quota : quotas.path("value")) {
            if (quota.path("id").asText().contains(FAMILY)
                    && !quota.path("id").asText().toLowerCase(Locale.ROOT).contains("lowpriority")) {
                var answer = product.send(product.request("admin", location() + "/updateQuotas?api-version=2024-04-01")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"value\": [{\"id\": \""
                                + quota.path("id").asText() + "\", \"limit\": " + cores + ", \"unit\": \"Count\"}]}"))
                        .build());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                return;
            }
        }
        throw new AssertionError("no quota of the family: " + quotas);
    }

    private String location() {
        return "/subscriptions/" + product.subscriptionId()
                + "/providers/Microsoft.MachineLearningServices/locations/local";
    }
}
