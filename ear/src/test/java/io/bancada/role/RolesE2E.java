package io.bancada.role;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Roles over ARM's Microsoft.Authorization, with people and groups of the real Keycloak. */
@ExtendWith(ProductExtension.class)
class RolesE2E {
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private static final String ASSIGNMENTS = "/providers/Microsoft.Authorization/roleAssignments";
    private static final String DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions";

    private static final String CODE_WRITE = "workspaces/codes/write";

    private final Product product;
    private final Arm admin;
    private final Arm vera;
    private final List<String> given = new ArrayList<>();
    private final String role = UUID.randomUUID().toString();
    private final String mark = role.substring(0, 8);

    RolesE2E(Product product) {
        this.product = product;
        this.admin = new Arm(product, "admin");
        this.vera = new Arm(product, "vera");
    }

    @AfterEach
    void clean() {
        given.forEach(path -> admin.call("DELETE", path, ""));
        admin.call("DELETE", DEFINITIONS + "/" + role, "");
        admin.call("DELETE", "/codes/roles-" + mark, "");
    }

    @Test
    void roleOfOnesOwnHoldsFromTheNextRequestOn() {
        assertThat(writesCode()).isEqualTo(403);

        var defined = admin.call("PUT", DEFINITIONS + "/" + role, definition(CODE_WRITE));
        assertThat(defined.status()).as("%s", defined.body()).isEqualTo(201);
        assertThat(defined.body().at("/properties/type").asText()).isEqualTo("CustomRole");
        assertThat(writesCode()).as("nobody holds it yet").isEqualTo(403);
        var path = give(role, vera.objectId(), "User");
        assertThat(writesCode()).isEqualTo(201);

        assertThat(admin.call("PUT", DEFINITIONS + "/" + role, definition("workspaces/codes/delete"))
                        .status())
                .isEqualTo(201);
        assertThat(writesCode()).isEqualTo(403);
        assertThat(admin.call("PUT", DEFINITIONS + "/" + role, definition(CODE_WRITE))
                        .status())
                .isEqualTo(201);
        assertThat(writesCode()).isEqualTo(200);

        assertThat(admin.call("DELETE", DEFINITIONS + "/" + role, "").status()).isEqualTo(409);
        assertThat(admin.call("DELETE", path, "").status()).isEqualTo(200);
        assertThat(admin.call("DELETE", path, "").status()).isEqualTo(204);
        assertThat(writesCode()).isEqualTo(403);
        assertThat(admin.call("DELETE", DEFINITIONS + "/" + role, "").status()).isEqualTo(200);
    }

    @Test
    void groupIsGivenARoleByItsNameOrItsId() {
        var path = give(READER, "data-scientists", "Group");
        var made = admin.get(path);
        assertThat(made.at("/properties/principalType").asText()).isEqualTo("Group");
        assertThat(made.at("/properties/principalName").asText()).isEqualTo("data-scientists");
        var id = made.at("/properties/principalId").asText();
        assertThat(UUID.fromString(id)).isNotNull();
        assertThat(admin.call("PUT", path, assignment(READER, id, "Group")).status())
                .as("the same again")
                .isEqualTo(200);
        assertThat(names(admin.get(ASSIGNMENTS + "?$filter=principalId%20eq%20'" + id + "'")))
                .contains(made.path("name").asText());
    }

    /** What is given for one compute holds there and nowhere else, and goes with it. */
    @Test
    void roleAtOneComputeHoldsThereAlone() {
        var cluster = "roles-x" + mark;
        var other = cluster + "z";
        admin.cluster(cluster, 0, 1, "PT5S");
        admin.cluster(other, 0, 1, "PT5S");
        assertThat(admin.call("PUT", DEFINITIONS + "/" + role, definition("workspaces/computes/write"))
                        .status())
                .isEqualTo(201);
        try {
            var path = "/computes/" + cluster + ASSIGNMENTS + "/" + UUID.randomUUID();
            given.add(path);
            assertThat(admin.call("PUT", path, assignment(role, vera.objectId(), "User"))
                            .status())
                    .isEqualTo(201);

            assertThat(rescales(cluster)).isIn(200, 202);
            assertThat(rescales(other)).isEqualTo(403);
            assertThat(vera.call("DELETE", "/computes/" + cluster + "?underlyingResourceAction=Delete", "")
                            .status())
                    .isEqualTo(403);
        } finally {
            admin.remove(cluster);
            admin.remove(other);
        }
        admin.cluster(cluster, 0, 1, "PT5S");
        try {
            assertThat(rescales(cluster)).as("a new one of the same name (S8)").isEqualTo(403);
        } finally {
            admin.remove(cluster);
        }
    }

    @Test
    void nobodyGivesThemselvesAnything() {
        var me = admin.objectId();
        var own = admin.call("PUT", ASSIGNMENTS + "/" + UUID.randomUUID(), assignment(READER, me, "User"));
        assertThat(own.status()).as("%s", own.body()).isEqualTo(403);
        var group =
                admin.call("PUT", ASSIGNMENTS + "/" + UUID.randomUUID(), assignment(READER, "bancada-admins", "Group"));
        assertThat(group.status()).as("%s", group.body()).isEqualTo(403);
        assertThat(group.body().at("/error/message").asText()).contains("Nobody changes what they themselves may do");
        var ana = new Arm(product, "ana");
        assertThat(ana.call("PUT", ASSIGNMENTS + "/" + UUID.randomUUID(), assignment(READER, vera.objectId(), "User"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void checkSaysWhyAndWhyNot() {
        var ana = new Arm(product, "ana").objectId();
        var may = admin.get("/providers/Microsoft.Authorization/checkAccess?principalId=" + ana
                + "&action=Microsoft.MachineLearningServices/workspaces/jobs/write");
        assertThat(may.path("accessDecision").asText()).isEqualTo("Allowed");
        assertThat(may.at("/roles/0/roleAssignment/properties/principalName").asText())
                .isEqualTo("data-scientists");
        assertThat(may.at("/roles/0/allowedBy").asText())
                .isEqualTo("Microsoft.MachineLearningServices/workspaces/*/write");
        var not = admin.get("/providers/Microsoft.Authorization/checkAccess?principalId=" + ana
                + "&action=Microsoft.MachineLearningServices/workspaces/write");
        assertThat(not.path("accessDecision").asText()).isEqualTo("NotAllowed");
    }

    private int writesCode() {
        return vera.call("PUT", "/codes/roles-" + mark, "{\"properties\": {}}").status();
    }

    private int rescales(String cluster) {
        return vera.call("PATCH", "/computes/" + cluster, """
                        {"properties": {"scaleSettings": {"minNodeCount": 0, "maxNodeCount": 2, "nodeIdleTimeBeforeScaleDown": "PT5S"}}}""").status();
    }

    private String give(String wanted, String principal, String type) {
        var path = ASSIGNMENTS + "/" + UUID.randomUUID();
        given.add(path);
        var answer = admin.call("PUT", path, assignment(wanted, principal, type));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return path;
    }

    private String assignment(String wanted, String principal, String type) {
        return "{\"properties\": {\"roleDefinitionId\": \"/subscriptions/" + product.subscriptionId() + DEFINITIONS
                + "/" + wanted + "\", \"principalId\": \"" + principal + "\", \"principalType\": \"" + type + "\"}}";
    }

    private String definition(String action) {
        return """
                {"properties": {"roleName": "Looker %s", "description": "looks", "assignableScopes": ["%s"],
                 "permissions": [{"actions": ["Microsoft.MachineLearningServices/%s"], "notActions": []}]}}""".formatted(mark, product.workspaceId(), action);
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.path("value").spliterator(), false)
                .map(v -> v.path("name").asText())
                .toList();
    }
}
