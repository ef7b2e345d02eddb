package io.bancada.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every served route as every role, in the caller's own workspace, in another whose name begins the same, and in one that
 * is not there. What is expected follows from the action that the route declares and the definition of the role.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleMatrixE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN = "matrix";
    private static final String FOREIGN = "matrixes";
    private static final String ABSENT = "nowhere";

    private final RoleStage stage = new RoleStage();
    private JsonNode openApi = JSON.missingNode();
    private List<ServedRoute> routes = List.of();

    /** Who holds a role where: at the workspace {@link #OWN}, or at the whole subscription. */
    record Holder(Role role, boolean everywhere) {
        boolean covers(String workspace) {
            return everywhere || workspace.equals(OWN);
        }

        @Override
        public String toString() {
            return role + (everywhere ? " of the subscription" : " of a workspace");
        }
    }

    static Stream<Holder> holders() {
        return Stream.concat(
                Role.builtIn().stream().flatMap(r -> Stream.of(new Holder(r, false), new Holder(r, true))),
                Stream.of(new Holder(Role.NONE, false)));
    }

    @BeforeAll
    void begin() throws IOException {
        stage.open();
        stage.furnish(OWN);
        stage.furnish(FOREIGN);
        openApi = JSON.readTree(stage.anonymously("GET", "/openapi.json", "").body());
        routes = ServedRoute.all(openApi);
    }

    @AfterAll
    void end() throws Exception {
        stage.close();
    }

    @ParameterizedTest
    @MethodSource("holders")
    void everyRouteAnswersAsTheRoleSays(Holder holder) {
        stage.hold(holder.role(), holder.everywhere() ? stage.subscription() : stage.workspace(OWN));
        var softly = new SoftAssertions();

        for (var route : routes.stream().filter(ServedRoute::needsToken).toList()) {
            var said = new HashMap<String, String>();
            for (var workspace : route.inWorkspace() ? List.of(OWN, FOREIGN, ABSENT) : List.of(OWN)) {
                var allowed = allowed(route, holder, workspace);
                var answer = stage.call(route.method(), path(route, workspace, allowed), body(route));
                check(softly, route, workspace, allowed, answer);
                said.put(workspace, answer.statusCode() + " " + answer.body().replace(workspace, "{workspace}"));
            }
            if (route.inWorkspace() && !allowed(route, holder, FOREIGN)) {
                softly.assertThat(said.get(FOREIGN))
                        .as("%s: what is there and what is not look the same", route)
                        .isEqualTo(said.get(ABSENT));
            }
        }

        softly.assertAll();
        assertThat(stage.stillFurnished(OWN) && stage.stillFurnished(FOREIGN)).isTrue();
    }

    @Test
    void withoutATokenEveryRouteIsClosed() {
        var softly = new SoftAssertions();
        for (var route : routes) {
            var answer = stage.anonymously(route.method(), path(route, OWN, false), body(route));
            if (route.needsToken()) {
                softly.assertThat(answer.statusCode()).as("%s", route).isEqualTo(401);
                softly.assertThat(answer.body()).as("%s", route).doesNotContain(OWN);
            } else if (route.access().equals("signature")) {
                softly.assertThat(answer.statusCode()).as("%s", route).isEqualTo(403);
            } else if (route.access().equals("logout")) {
                softly.assertThat(answer.statusCode()).as("%s", route).isEqualTo(400);
            } else if (route.access().equals("secret")) {
                softly.assertThat(answer.statusCode()).as("%s", route).isEqualTo(401);
            } else {
                softly.assertThat(answer.statusCode()).as("%s", route).isBetween(200, 399);
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "matrix/../matrixes",
                "matrix/%2e%2e/matrixes",
                "matrix%2F..%2Fmatrixes",
                "matrix/..;/matrixes",
                "matrix;/../matrixes",
                "matrix;x=/matrixes",
                "matrix%252F..%252Fmatrixes",
                "matrix%5C..%5Cmatrixes",
                "matrix//matrixes",
                "matrixes.",
                "matrixes%20",
                "matrixes%00",
                "matrixes%E2%80%8B",
                "m%D0%B0trix",
                "MATRIXES",
                "matrix%65s",
                "matrixe",
                "matri"
            })
    void noSpellingOfAPathLeadsToAForeignWorkspace(String spelling) {
        stage.hold(role("Owner"), stage.workspace(OWN));
        var cluster = stage.workspace("").replaceAll("/$", "") + "/" + spelling + "/computes/" + RoleStage.CLUSTER;

        for (var method : List.of("GET", "DELETE")) {
            var answer = stage.call(method, cluster + "?underlyingResourceAction=Delete", "");

            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403, 404);
            assertThat(answer.body()).doesNotContain("vmSize");
        }
        assertThat(stage.stillFurnished(FOREIGN)).isTrue();
    }

    @Test
    void ownWorkspaceIsOneInAnySpellingOfItsCase() {
        stage.hold(role("Reader"), stage.workspace(OWN));

        var answer = stage.call("GET", stage.workspace(OWN.toUpperCase(Locale.ROOT)) + "/computes", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void check(
            SoftAssertions softly, ServedRoute route, String workspace, boolean allowed, HttpResponse<String> answer) {
        var what = "%s in %s: %s".formatted(route, workspace, answer.body());
        int status = answer.statusCode();
        if (!allowed) {
            softly.assertThat(status).as(what).isEqualTo(route.access().equals("operation") ? 404 : 403);
        } else if (workspace.equals(ABSENT) && !route.id().equals("Workspaces_CreateOrUpdate")) {
            softly.assertThat(status).as(what).isIn(204, 400, 404);
        } else {
            softly.assertThat(status).as(what).isBetween(200, 499).isNotIn(401, 403, 405);
        }
    }

    private static boolean allowed(ServedRoute route, Holder holder, String workspace) {
        return switch (route.access()) {
            case "everyone" -> true;
            case "member" -> !holder.role().equals(Role.NONE);
            // what is polled is an operation on a compute of the own workspace
            case "operation" ->
                holder.role().allowsAll(List.of("Microsoft.MachineLearningServices/workspaces/computes/read"));
            case "subscription" -> holder.everywhere() && holder.role().allowsAll(route.actions());
            case "role" ->
                holder.role().allowsAll(route.actions())
                        && (route.inWorkspace() ? holder.covers(workspace) : holder.everywhere());
            default -> throw new AssertionError(route + " declares no access that is known: " + route.access());
        };
    }

    /** Who may not do it tries it with what is there; who may, with what is not, where it would be gone afterwards. */
    private String path(ServedRoute route, String workspace, boolean allowed) {
        var harmful = allowed && List.of("DELETE", "PUT", "PATCH").contains(route.method());
        var names = new HashMap<>(Map.of(
                "subscriptionId",
                stage.subscriptionId(),
                "resourceGroupName",
                stage.group(),
                "workspaceName",
                workspace,
                "location",
                "local",
                "operationId",
                stage.operation(OWN),
                "path",
                "model.bin",
                "container",
                "c",
                "blob",
                "b"));
        names.put("computeName", harmful ? "absent" : RoleStage.CLUSTER);
        names.put("id", harmful || (allowed && route.id().equals("Jobs_Cancel")) ? "absent" : RoleStage.JOB);
        names.put("requestName", allowed ? "absent" : RoleStage.ASSET);
        names.put("name", harmful ? "absent" : RoleStage.ASSET);
        names.put("lockName", harmful ? "no&name" : "absent");
        names.put("deploymentName", "absent");
        names.put("run", "1");
        names.put("roleDefinitionId", "00000000-0000-0000-0000-000000000001");
        names.put("roleAssignmentName", "00000000-0000-0000-0000-000000000001");
        names.put("tokenId", "00000000-0000-0000-0000-000000000000");
        names.put("version", harmful ? "9" : "1");
        var path = route.path();
        for (var name : names.entrySet()) {
            path = path.replace("{" + name.getKey() + "}", name.getValue());
        }
        assertThat(path).as("%s: name its parameter here", route).doesNotContain("{");
        return path + "?underlyingResourceAction=Delete&principalId=nobody&action=Microsoft.Nothing/none";
    }

    private String body(ServedRoute route) {
        return stage.bodies()
                .of(
                        route,
                        openApi.at("/paths")
                                .path(route.path())
                                .path(route.method().toLowerCase(Locale.ROOT))
                                .has("requestBody"));
    }

    private static Role role(String name) {
        return Role.builtIn().stream()
                .filter(r -> r.roleName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
