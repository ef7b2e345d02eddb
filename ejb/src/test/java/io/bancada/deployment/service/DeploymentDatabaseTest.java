package io.bancada.deployment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.service.FakeLocks;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.service.Audit;
import io.bancada.database.TestDatabase;
import io.bancada.deployment.model.DeploymentRepository;
import io.bancada.deployment.model.DeploymentState;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.Workspaces;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in rows about deployments, on both databases. */
class DeploymentDatabaseTest {
    private static final Installation INSTALLATION = new Installation(
            new UUID(1, 1),
            new UUID(2, 2),
            "local",
            "default",
            "main",
            URI.create("https://localhost:8443"),
            Path.of("target", "home"));
    private static final DeploymentName FIRST = new DeploymentName(new UUID(1, 1).toString(), "Default", "first");
    private static final Caller ANA = new Caller("id-ana", "ana", "Ana", Set.of(), "az");
    private static final String TEMPLATE = """
            {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
             "contentVersion": "1.0.0.0", "parameters": {"secret": {"type": "securestring"}},
             "resources": [{"type": "A.B/c", "name": "x", "apiVersion": "1", "properties": {"p": "[parameters('secret')]"}}]}""";

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource
    void deploymentEndsIsDeployedAgainAndKeepsNoSecret(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            var begun = begin(database);
            assertThat(begun.state()).isEqualTo(DeploymentState.Accepted);
            assertThatThrownBy(() -> begin(database))
                    .isInstanceOfSatisfying(
                            BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPLOYMENT_ACTIVE));

            var steps = begun.steps().stream()
                    .map(s -> s.become("Succeeded", "", "", now))
                    .toList();
            assertThat(database.<Boolean>call(em -> service(em).advance(begun.id(), steps)))
                    .isTrue();
            database.run(em -> service(em)
                    .succeed(begun.id(), JsonNodeFactory.instance.objectNode().put("a", 1)));

            var seen = get(database);
            assertThat(seen.state()).isEqualTo(DeploymentState.Succeeded);
            assertThat(seen.steps()).isEqualTo(steps);
            assertThat(seen.parameters().toString()).contains("SecureString");
            assertThat(seen.toString()).doesNotContain("hush");
            assertThat(begin(database).id()).isNotEqualTo(begun.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void deploymentThatNobodyIsAtWorkOnAnyMoreHasFailedAndCanBeDeployedAgain(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            var begun = begin(database);
            now = now.plus(Duration.ofSeconds(50));
            database.run(em -> service(em).advance(begun.id(), begun.steps()));
            now = now.plus(Duration.ofSeconds(50));
            assertThat(get(database).state()).isEqualTo(DeploymentState.Running);

            now = now.plus(Duration.ofSeconds(20));
            var abandoned = get(database);
            assertThat(abandoned.state()).isEqualTo(DeploymentState.Failed);
            assertThat(abandoned.errorMessage()).asString().contains("deploy the template again");
            assertThat(database.<Boolean>call(em -> service(em).advance(begun.id(), begun.steps())))
                    .as("a server that comes back too late stops")
                    .isFalse();
            assertThat(begin(database).state()).isEqualTo(DeploymentState.Accepted);
        }
    }

    @ParameterizedTest
    @EnumSource
    void canceledDeploymentGoesNoFurtherAndCanBeForgotten(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            var begun = begin(database);
            assertThatThrownBy(() -> database.run(em -> service(em).delete(Caller.SYSTEM, FIRST)))
                    .hasMessageContaining("cancel it first");
            database.run(em -> service(em).cancel(Caller.SYSTEM, FIRST));

            assertThat(database.<Boolean>call(em -> service(em).advance(begun.id(), begun.steps())))
                    .isFalse();
            assertThatThrownBy(() -> database.run(em -> service(em).cancel(Caller.SYSTEM, FIRST)))
                    .hasMessageContaining("Canceled already");
            assertThatThrownBy(() -> database.run(em -> service(em).get(ANA, FIRST)))
                    .isInstanceOfSatisfying(
                            BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
            assertThat(database.<Boolean>call(em -> service(em).delete(Caller.SYSTEM, FIRST)))
                    .isTrue();
            assertThatThrownBy(() -> get(database))
                    .isInstanceOfSatisfying(
                            BancadaException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPLOYMENT_NOT_FOUND));
        }
    }

    private DeploymentDetails begin(TestDatabase database) {
        return database.call(em -> {
            var service = service(em);
            var plan = service.read(
                    Caller.SYSTEM,
                    Actions.DEPLOYMENT_WRITE,
                    FIRST,
                    read(TEMPLATE),
                    read("{\"secret\": {\"value\": \"hush\"}}"));
            return service.begin(Caller.SYSTEM, FIRST, plan);
        });
    }

    private DeploymentDetails get(TestDatabase database) {
        return database.call(em -> service(em).get(Caller.SYSTEM, FIRST));
    }

    private static TestDatabase opened(TestDatabase.Kind kind) {
        var database = TestDatabase.create(kind);
        database.run(em -> new WorkspaceRepository(em).add(new ResourceGroup("default", "local", Map.of())));
        return database;
    }

    private DeploymentService service(EntityManager em) {
        var groups = new WorkspaceRepository(em);
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        return new DeploymentService(
                new DeploymentRepository(em),
                groups,
                new Workspaces(groups, INSTALLATION),
                INSTALLATION,
                access(em),
                new Audit(new AuditRepository(em), clock),
                clock);
    }

    private static Access access(EntityManager em) {
        return new Access(
                new io.bancada.access.model.RoleAssignmentRepository(em),
                io.bancada.access.service.TestRoles.builtIn(),
                new FakeLocks().locks());
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
