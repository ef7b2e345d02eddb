package io.bancada.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Asking for more cores through the API, as each of the four people of the first start. */
@ExtendWith(ProductExtension.class)
class QuotaRequestE2E {
    private static final String PROVIDER = "/providers/Microsoft.MachineLearningServices/locations/local";
    private static final String FAMILY = "standardHFamily";

    private final Api ana;
    private final Api bruno;
    private final Api vera;
    private final Api admin;
    private final String name = Api.name("ask");
    private long limit;

    QuotaRequestE2E(Product product) {
        ana = new Api(product, "ana");
        bruno = new Api(product, "bruno");
        vera = new Api(product, "vera");
        admin = new Api(product, "admin");
    }

    @BeforeEach
    void rememberTheLimit() {
        limit = limit();
    }

    @AfterEach
    void putTheLimitBack() {
        ana.call("POST", path("/cancel"), "");
        var back = admin.call(
                "POST",
                admin.subscription() + PROVIDER + "/updateQuotas",
                "{\"value\": [{\"id\": \"" + quotaId() + "\", \"limit\": " + limit + "}]}");
        assertThat(back.status()).as("%s", back.body()).isEqualTo(200);
        assertThat(limit()).isEqualTo(limit);
    }

    @Test
    void anaAsksTheAdminGivesLessAndTheLimitIsRaised() {
        var asked = ana.call("PUT", path(""), body(limit + 8));
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(201);
        assertThat(asked.body().path("id").asText()).isEqualTo(path(""));
        assertThat(asked.body().path("type").asText())
                .isEqualTo("Microsoft.MachineLearningServices/workspaces/quotaRequests");
        assertThat(asked.body().at("/properties/status").asText()).isEqualTo("Pending");
        assertThat(asked.body().at("/properties/presentLimit").asLong()).isEqualTo(limit);
        assertThat(asked.body().at("/properties/quota/value").asText()).isEqualTo(FAMILY);
        assertThat(ana.call("PUT", path(""), body(limit + 8)).status()).isEqualTo(200);
        assertThat(bruno.call("PUT", path("-too"), body(limit + 9)).status()).isEqualTo(409);
        assertThat(admin.names(admin.subscription() + PROVIDER + "/quotaRequests?status=Pending&" + Api.VERSION))
                .contains(name);

        var approved =
                admin.call("POST", path("/approve"), "{\"limit\": " + (limit + 4) + ", \"comment\": \"Half of it.\"}");
        assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
        assertThat(limit()).isEqualTo(limit + 4);

        var seen =
                ana.get(path("").replace("/quotaRequests/", "/quotarequests/")).body();
        assertThat(seen.at("/properties/status").asText()).isEqualTo("Approved");
        assertThat(seen.at("/properties/grantedLimit").asLong()).isEqualTo(limit + 4);
        assertThat(seen.at("/properties/comment").asText()).isEqualTo("Half of it.");
        assertThat(seen.at("/systemData/createdBy").asText()).isNotBlank();

        for (var decision : new String[] {"/approve", "/decline"}) {
            var again = admin.call("POST", path(decision), "{\"comment\": \"again\"}");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.error().path("message").asText()).contains("Approved already");
        }
        assertThat(limit()).isEqualTo(limit + 4);
    }

    @Test
    void whoeverMayNotAskOrDecideIsRefused() {
        assertThat(ana.call("PUT", path(""), body(limit + 8)).status()).isEqualTo(201);
        assertThat(vera.get(path("")).status()).isEqualTo(200);
        assertThat(vera.call("PUT", path("-too"), body(limit + 8)).status()).isEqualTo(403);
        for (var nobody : new Api[] {ana, bruno, vera}) {
            assertThat(nobody.call("POST", path("/approve"), "{}").status()).isEqualTo(403);
            assertThat(nobody.call("POST", path("/decline"), "{\"comment\": \"no\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(nobody.get(nobody.subscription() + PROVIDER + "/quotaRequests")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(bruno.call("POST", path("/cancel"), "").status()).isEqualTo(403);
        assertThat(limit()).isEqualTo(limit);

        assertThat(admin.call("POST", path("/decline"), "{\"comment\": \"The host is small.\"}")
                        .status())
                .isEqualTo(200);
        assertThat(ana.get(path("")).body().at("/properties/status").asText()).isEqualTo("Declined");
        assertThat(ana.call("POST", path("/cancel"), "").status()).isEqualTo(409);
    }

    private String path(String action) {
        return ana.workspace() + "/quotaRequests/" + name + action;
    }

    private String quotaId() {
        return admin.subscription() + "/quotas/" + FAMILY;
    }

    private String body(long cores) {
        return "{\"properties\": {\"quotaId\": \"" + quotaId() + "\", \"limit\": " + cores
                + ", \"reason\": \"A larger sweep\"}}";
    }

    private long limit() {
        for (var quota :
                admin.get(admin.subscription() + PROVIDER + "/quotas").body().path("value")) {
            if (quota.at("/name/value").asText().equals(FAMILY)) {
                return quota.path("limit").asLong();
            }
        }
        throw new AssertionError("no quota " + FAMILY);
    }
}
