package io.bancada.role.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Actions;
import io.bancada.access.service.BuiltInRoles;
import io.bancada.audit.model.AuditEntry;
import io.bancada.database.TestDatabase;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.paging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Roles of one's own and who holds them, on both databases. */
class RoleDatabaseTest {
    private static final Scope ALL = RoleDesk.ALL;
    private static final Scope MAIN = RoleDesk.MAIN.scope();
    private static final Scope MAINS = RoleDesk.MAINS.scope();
    private static final Caller ADMIN = new Caller("admin", "admin", "Admin", Set.of("admins"), "t");
    private static final Caller KEEPER = new Caller("keeper", "keeper", "Keeper", Set.of(), "t");
    private static final Caller ANA = new Caller("ana", "ana", "Ana", Set.of("scientists"), "t");
    private static final Caller BRUNO = new Caller("bruno", "bruno", "Bruno", Set.of(), "t");
    private static final Caller ROBOT = new Caller("robot", "service-account-robot", "robot", Set.of(), "robot");
    private static final String STARTER = new UUID(7, 7).toString();

    @ParameterizedTest
    @EnumSource
    void customRoleAllowsWhatItSaysFromTheMomentItSaysSo(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            call(database, d -> d.definitions.put(ADMIN, ALL, STARTER, starter(MAIN, Actions.COMPUTE_START)));
            give(database, ADMIN, MAIN, STARTER, "bruno");
            assertThat(allows(database, BRUNO, Actions.COMPUTE_START, MAIN)).isTrue();
            assertThat(allows(database, BRUNO, Actions.COMPUTE_STOP, MAIN)).isFalse();
            assertThat(allows(database, BRUNO, Actions.COMPUTE_START, MAINS)).isFalse();

            call(database, d -> d.definitions.put(ADMIN, ALL, STARTER, starter(MAIN, Actions.COMPUTE_STOP)));

            assertThat(allows(database, BRUNO, Actions.COMPUTE_START, MAIN)).isFalse();
            assertThat(allows(database, BRUNO, Actions.COMPUTE_STOP, MAIN)).isTrue();
            assertThat(audited(database))
                    .last()
                    .asString()
                    .contains("admin Microsoft.Authorization/roleDefinitions/write", Actions.COMPUTE_START + "] -> ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void roleThatSomebodyHoldsStays(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            call(database, d -> d.definitions.put(ADMIN, ALL, STARTER, starter(MAIN, Actions.COMPUTE_START)));
            var name = give(database, ADMIN, MAIN, STARTER, "bruno");

            refused(database, ErrorCode.ROLE_HELD, STARTER, d -> d.definitions.delete(ADMIN, ALL, STARTER));
            refused(
                    database,
                    ErrorCode.ROLE_HELD,
                    "properties.assignableScopes",
                    d -> d.definitions.put(ADMIN, ALL, STARTER, starter(MAINS, Actions.COMPUTE_START)));

            call(database, d -> d.assignments.delete(ADMIN, MAIN, name));
            assertThat(deletes(database)).isTrue();
            assertThat(deletes(database)).isFalse();
            assertThat(allows(database, BRUNO, Actions.COMPUTE_START, MAIN)).isFalse();
        }
    }

    @Test
    void customRoleIsCheckedFieldByField() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            badRole(database, "properties.roleName", new RoleRequest(" ", "", read(), List.of(), List.of(MAIN.id())));
            badRole(
                    database,
                    "properties.description",
                    new RoleRequest("A", "x".repeat(1025), read(), List.of(), List.of(MAIN.id())));
            badRole(
                    database,
                    "properties.permissions[0].actions",
                    new RoleRequest("A", "", List.of(), List.of(), List.of(MAIN.id())));
            for (var line : List.of("Microsoft.Storage/*", "computes/read", "*a*b*c*d*e*", "x".repeat(300), "")) {
                badRole(
                        database,
                        "properties.permissions[0].actions",
                        new RoleRequest("A", "", List.of(line), List.of(), List.of(MAIN.id())));
            }
            badRole(
                    database,
                    "properties.permissions[0].notActions",
                    new RoleRequest("A", "", read(), List.of("Microsoft.Nothing/read"), List.of(MAIN.id())));
            badRole(database, "properties.assignableScopes", new RoleRequest("A", "", read(), List.of(), List.of()));
            badRole(
                    database,
                    "properties.assignableScopes",
                    new RoleRequest("A", "", read(), List.of(), List.of(ALL.id() + "/providers/Microsoft.Web")));
            refused(
                    database,
                    ErrorCode.ROLE_NAME_TAKEN,
                    "properties.roleName",
                    d -> d.definitions.put(
                            ADMIN, ALL, STARTER, new RoleRequest("READER", "", read(), List.of(), List.of(MAIN.id()))));
            refused(
                    database,
                    ErrorCode.CONFLICT,
                    "roleDefinitionId",
                    d -> d.definitions.put(ADMIN, ALL, BuiltInRoles.OWNER, starter(MAIN, Actions.COMPUTE_START)));
            assertThat(audited(database)).isEmpty();
        }
    }

    /** S5: neither alone, nor in a group, nor as a client, nor by changing what the role says. */
    @ParameterizedTest
    @EnumSource
    void nobodyChangesTheirOwnRights(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            call(database, d -> d.definitions.put(ADMIN, ALL, STARTER, starter(MAIN, Actions.COMPUTE_START)));
            database.run(em -> {
                var desk = new RoleDesk(em);
                desk.give(PrincipalType.User, "ana", BuiltInRoles.OWNER, MAIN);
                desk.give(PrincipalType.User, "robot", BuiltInRoles.OWNER, MAIN);
                desk.give(PrincipalType.Group, "scientists", STARTER, MAIN);
            });
            var own = call(
                            database,
                            d -> d.assignments.list(ANA, MAIN, false, Set.of("ana", "scientists"), PageRequest.first()))
                    .items();
            assertThat(own).hasSize(2);

            var target = "properties.principalId";
            refused(database, ErrorCode.FORBIDDEN, target, d -> put(d, ANA, MAIN, BuiltInRoles.READER, "ana"));
            refused(database, ErrorCode.FORBIDDEN, target, d -> put(d, ANA, MAIN, BuiltInRoles.READER, "scientists"));
            refused(database, ErrorCode.FORBIDDEN, target, d -> put(d, ROBOT, MAIN, BuiltInRoles.READER, "robot"));
            for (var assignment : own) {
                refused(
                        database,
                        ErrorCode.FORBIDDEN,
                        "roleAssignmentName",
                        d -> d.assignments.delete(ANA, MAIN, assignment.name()));
            }
            refused(
                    database,
                    ErrorCode.FORBIDDEN,
                    "properties.permissions",
                    d -> d.definitions.put(ANA, MAIN, STARTER, starter(MAIN, "*")));
            put(database, ANA, MAIN, BuiltInRoles.READER, "bruno");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyGivesAboveOrBesideTheirOwnScope(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            var group = new Scope(RoleDesk.MAIN.groupArm());
            for (var scope : List.of(ALL, group, MAINS)) {
                refused(
                        database,
                        ErrorCode.FORBIDDEN,
                        scope.id(),
                        d -> put(d, KEEPER, scope, BuiltInRoles.READER, "bruno"));
                refused(
                        database,
                        ErrorCode.FORBIDDEN,
                        scope.id(),
                        d -> d.definitions.put(KEEPER, MAIN, STARTER, starter(scope, Actions.COMPUTE_START)));
            }
            put(database, KEEPER, MAIN, BuiltInRoles.READER, "bruno");
            assertThat(allows(database, BRUNO, Actions.COMPUTE_READ, MAIN)).isTrue();

            call(database, d -> d.definitions.put(ADMIN, ALL, STARTER, starter(MAINS, Actions.COMPUTE_START)));
            refused(
                    database,
                    ErrorCode.FORBIDDEN,
                    MAINS.id(),
                    d -> d.definitions.put(KEEPER, MAIN, STARTER, starter(MAIN, "*")));
            refused(
                    database,
                    ErrorCode.INVALID_PARAMETER,
                    "properties.roleDefinitionId",
                    d -> put(d, KEEPER, MAIN, STARTER, "bruno"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAssignmentIsOneAndNeverBecomesAnother(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            var name = give(database, ADMIN, MAIN, BuiltInRoles.READER, "bruno");

            var again = call(database, d -> put(d, ADMIN, MAIN, BuiltInRoles.READER, "bruno", name, "for the audit"));
            assertThat(again.created()).isFalse();
            assertThat(again.assignment().description()).isEqualTo("for the audit");
            refused(
                    database,
                    ErrorCode.CONFLICT,
                    "roleAssignmentName",
                    d -> put(d, ADMIN, MAIN, BuiltInRoles.OWNER, "bruno", name, ""));
            refused(
                    database,
                    ErrorCode.CONFLICT,
                    "roleAssignmentName",
                    d -> put(d, ADMIN, MAIN, BuiltInRoles.READER, "ana", name, ""));
            refused(
                    database,
                    ErrorCode.CONFLICT,
                    "roleAssignmentName",
                    d -> put(d, ADMIN, MAINS, BuiltInRoles.READER, "bruno", name, ""));
            // az looks for these words to tell that there is nothing left to do
            assertThatThrownBy(() -> put(database, ADMIN, MAIN, BuiltInRoles.READER, "bruno"))
                    .hasMessageContaining("role assignment already exists");
            assertThat(takes(database, MAINS, name)).isFalse();
            assertThat(takes(database, MAIN, name)).isTrue();
            assertThat(allows(database, BRUNO, Actions.COMPUTE_READ, MAIN)).isFalse();
        }
    }

    @Test
    void whatIsNotThereIsNotGiven() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            refused(
                    database,
                    ErrorCode.PRINCIPAL_NOT_FOUND,
                    "properties.principalId",
                    d -> put(d, ADMIN, MAIN, BuiltInRoles.READER, "nobody"));
            refused(
                    database,
                    ErrorCode.ROLE_NOT_FOUND,
                    "properties.roleDefinitionId",
                    d -> put(d, ADMIN, MAIN, STARTER, "bruno"));
            refused(
                    database,
                    ErrorCode.ROLE_NOT_FOUND,
                    "properties.roleDefinitionId",
                    d -> put(d, ADMIN, MAIN, "Reader", "bruno"));
            var absent = new Scope(RoleDesk.MAIN.child("computes", "absent"));
            refused(
                    database,
                    ErrorCode.NOT_FOUND,
                    absent.id(),
                    d -> put(d, ADMIN, absent, BuiltInRoles.READER, "bruno"));
            refused(database, ErrorCode.UNAVAILABLE, "properties.principalId", d -> {
                d.directory.away = true;
                put(d, ADMIN, MAIN, BuiltInRoles.READER, "bruno");
            });
            var program = new Caller("keeper", "keeper", "Keeper", Set.of(), Caller.INSTANCE_PROGRAM);
            refused(
                    database,
                    ErrorCode.FORBIDDEN,
                    "properties.principalId",
                    d -> put(d, program, MAIN, BuiltInRoles.READER, "bruno"));
            refused(
                    database,
                    ErrorCode.FORBIDDEN,
                    "properties",
                    d -> d.definitions.put(program, MAIN, STARTER, starter(MAIN, "*")));
            assertThat(audited(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void listSaysWhoHoldsWhatAboveAndBelow(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            give(database, ADMIN, MAINS, BuiltInRoles.READER, "bruno");
            give(database, ADMIN, MAIN, BuiltInRoles.READER, "scientists");
            give(database, ADMIN, ALL, BuiltInRoles.READER, "robot");

            assertThat(names(database, MAIN, false, Set.of()))
                    .containsExactlyInAnyOrder("admins", "keeper", "robot", "scientists");
            assertThat(names(database, MAIN, true, Set.of()))
                    .containsExactlyInAnyOrder("admins", "keeper", "robot", "scientists");
            assertThat(names(database, ALL, false, Set.of())).containsExactlyInAnyOrder("admins", "robot");
            assertThat(names(database, ALL, true, Set.of()))
                    .containsExactlyInAnyOrder("admins", "keeper", "robot", "scientists", "Bruno");
            assertThat(names(database, ALL, true, Set.of("id-of-scientists"))).containsExactly("scientists");
        }
    }

    @ParameterizedTest
    @EnumSource
    void checkSaysByWhichLine(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            give(database, ADMIN, MAIN, BuiltInRoles.DATA_SCIENTIST, "scientists");
            give(database, ADMIN, MAIN, BuiltInRoles.READER, "ana");

            var write = call(database, d -> d.checks.check(ADMIN, MAIN, "ana", Actions.COMPUTE_WRITE));
            assertThat(write.allowed()).isFalse();
            assertThat(write.lines()).hasSize(2).anySatisfy(l -> {
                assertThat(l.assignment().roleName()).isEqualTo("AzureML Data Scientist");
                assertThat(l.takenBackBy()).contains("Microsoft.MachineLearningServices/workspaces/computes/*/write");
            });
            var read = call(
                    database,
                    d -> d.checks.check(ADMIN, MAIN, "ana", Actions.COMPUTE_READ.toUpperCase(java.util.Locale.ROOT)));
            assertThat(read.allowed()).isTrue();
            assertThat(read.lines().get(0).allowedBy()).contains("Microsoft.MachineLearningServices/workspaces/*/read");
            assertThat(call(database, d -> d.checks.check(ADMIN, MAINS, "ana", Actions.COMPUTE_READ))
                            .lines())
                    .isEmpty();
            refused(
                    database,
                    ErrorCode.INVALID_PARAMETER,
                    "action",
                    d -> d.checks.check(ADMIN, MAIN, "ana", "computes/read"));
            refused(
                    database,
                    ErrorCode.FORBIDDEN,
                    MAIN.id(),
                    d -> d.checks.check(BRUNO, MAIN, "ana", Actions.COMPUTE_READ));
        }
    }

    private static boolean deletes(TestDatabase database) {
        return call(database, d -> d.definitions.delete(ADMIN, ALL, STARTER).isPresent());
    }

    private static boolean takes(TestDatabase database, Scope scope, String name) {
        return call(database, d -> d.assignments.delete(ADMIN, scope, name).isPresent());
    }

    private static TestDatabase opened(TestDatabase.Kind kind) {
        var database = TestDatabase.create(kind);
        database.run(em -> {
            var desk = new RoleDesk(em);
            desk.open();
            desk.give(PrincipalType.Group, "admins", BuiltInRoles.OWNER, ALL);
            desk.give(PrincipalType.User, "keeper", BuiltInRoles.OWNER, MAIN);
        });
        return database;
    }

    private static RoleRequest starter(Scope scope, String action) {
        return new RoleRequest("Starter", "starts machines", List.of(action), List.of(), List.of(scope.id()));
    }

    private static List<String> read() {
        return List.of(Actions.COMPUTE_READ);
    }

    private static void badRole(TestDatabase database, String field, RoleRequest request) {
        refused(database, ErrorCode.INVALID_PARAMETER, field, d -> d.definitions.put(ADMIN, ALL, STARTER, request));
    }

    private static String give(TestDatabase database, Caller by, Scope scope, String role, String principal) {
        return put(database, by, scope, role, principal).assignment().name();
    }

    private static RoleAssignmentPut put(TestDatabase database, Caller by, Scope scope, String role, String principal) {
        return call(database, d -> put(d, by, scope, role, principal));
    }

    private static RoleAssignmentPut put(RoleDesk desk, Caller by, Scope scope, String role, String principal) {
        return put(desk, by, scope, role, principal, UUID.randomUUID().toString(), "");
    }

    private static RoleAssignmentPut put(
            RoleDesk desk, Caller by, Scope scope, String role, String principal, String name, String description) {
        return desk.assignments.put(
                by,
                scope,
                name,
                new RoleAssignmentRequest(
                        ALL.id() + "/providers/Microsoft.Authorization/roleDefinitions/" + role,
                        principal,
                        Optional.empty(),
                        description));
    }

    private static List<String> names(TestDatabase database, Scope scope, boolean below, Set<String> principals) {
        var names = new ArrayList<String>();
        var page = new PageRequest(2, Optional.empty());
        for (var more = true; more; ) {
            var asked = page;
            var found = call(database, d -> d.assignments.list(ADMIN, scope, below, principals, asked));
            found.items().forEach(a -> names.add(a.principal().name()));
            more = found.next().isPresent();
            page = PageRequest.of(found.next().orElse(null), 2);
        }
        return names;
    }

    private static boolean allows(TestDatabase database, Caller caller, String action, Scope scope) {
        return call(database, d -> d.access.allows(caller, action, scope));
    }

    private static <T> T call(TestDatabase database, Function<RoleDesk, T> work) {
        return database.call(em -> work.apply(new RoleDesk(em)));
    }

    private static void refused(TestDatabase database, ErrorCode code, String target, Consumer<RoleDesk> work) {
        assertThatThrownBy(() -> database.run(em -> work.accept(new RoleDesk(em))))
                .isInstanceOfSatisfying(BancadaException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.target()).contains(target);
                });
    }

    private static List<String> audited(TestDatabase database) {
        return database.call(em -> em.createQuery("select e from AuditEntry e order by e.id", AuditEntry.class)
                .getResultStream()
                .map(e -> e.userName() + " " + e.action() + " " + e.detail())
                .toList());
    }
}
