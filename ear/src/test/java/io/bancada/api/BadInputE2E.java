package io.bancada.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a request, the answer names the field and says what to do, and nothing is kept. */
@ExtendWith(ProductExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputE2E {
    private static final List<String> COLLECTIONS =
            List.of("/computes", "/jobs", "/codes", "/environments", "/quotaRequests");

    private final Product product;
    private final Api admin;
    private final String cluster = Api.name("c");

    BadInputE2E(Product product) {
        this.product = product;
        this.admin = new Api(product, "admin");
    }

    static Stream<Refusal> refusals() {
        return Stream.of(RefusedComputes.all(), RefusedJobs.all(), RefusedElsewhere.all(), RefusedQuotaRequests.all())
                .flatMap(r -> r);
    }

    @BeforeAll
    void makeTheClusterThatTheJobsName() {
        var made = admin.call("PUT", admin.workspace() + "/computes/" + cluster, """
                {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "Standard_D1",
                 "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 2}}}}""");
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    }

    @AfterAll
    void deleteTheCluster() {
        admin.deleteCluster(cluster);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isRefusedByFieldAndKeepsNothing(Refusal refusal) {
        var name = Api.name("n");
        var before = kept();

        var answer =
                admin.call(refusal.method(), path(refusal, name), refusal.contentType(), filled(refusal.body(), name));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(refusal.status());
        assertThat(answer.error().path("code").asText()).isEqualTo(refusal.code());
        assertThat(answer.error().path("target").asText()).isEqualTo(filled(refusal.target(), name));
        assertThat(answer.error().path("message").asText())
                .contains(refusal.words().stream().map(w -> filled(w, name)).toList())
                .doesNotContain("io.bancada", "jackson", "Exception");
        assertThat(answer.header("x-ms-request-id")).isPresent();
        assertThat(answer.header("x-ms-error-code")).contains(refusal.code());
        assertThat(before).containsAll(kept());
    }

    /** The names of all that there is, and the limits: clusters of other tests may still be going, nothing may come. */
    private List<String> kept() {
        var kept = new ArrayList<String>();
        COLLECTIONS.forEach(c -> admin.names(admin.workspace() + c).forEach(n -> kept.add(c + "/" + n)));
        var provider = "/providers/Microsoft.MachineLearningServices";
        kept.addAll(admin.names(admin.subscription() + provider + "/workspaces"));
        kept.addAll(admin.names(admin.subscription() + "/resourceGroups"));
        admin.get(admin.subscription() + provider + "/locations/local/quotas")
                .body()
                .path("value")
                .forEach(quota -> kept.add(quota.toString()));
        return kept;
    }

    private String path(Refusal refusal, String name) {
        var path = filled(refusal.path(), name);
        return path.startsWith("/subscriptions") ? path : admin.workspace() + path;
    }

    private String filled(String text, String name) {
        var group = admin.workspace().split("/", -1)[4];
        return text.replace("{new}", name)
                .replace("{cluster}", cluster)
                .replace("{workspace}", admin.workspace())
                .replace("{other}", admin.workspace() + "-other")
                .replace("{subscription}", product.subscriptionId())
                .replace("{group}", group);
    }
}
