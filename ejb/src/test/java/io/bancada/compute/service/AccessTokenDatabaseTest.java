package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.service.Access;
import io.bancada.access.service.BuiltInRoles;
import io.bancada.access.service.Locks;
import io.bancada.access.service.TestRoles;
import io.bancada.app.service.AccessGrant;
import io.bancada.app.service.AccessTokens;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.Location;
import io.bancada.compute.model.AccessTokenDetails;
import io.bancada.compute.model.AccessTokenRepository;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.database.TestDatabase;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.service.SilentEvent;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.FakeDirectory;
import io.bancada.person.service.Person;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.MapConfig;
import io.bancada.workspace.service.Workspaces;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Access tokens of instances, on both databases: whose they are, what is kept of them, and when they are worth nothing. */
class AccessTokenDatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Installation INSTALLATION = new Installation(
            new UUID(1, 1),
            new UUID(2, 2),
            "local",
            "default",
            "main",
            URI.create("https://localhost:8443"),
            Path.of("target", "home"));
    private static final WorkspaceId WORKSPACE = new WorkspaceId(INSTALLATION.subscription(), "default", "main");
    private static final Caller ANA = new Caller("id-ana", "ana", "Ana Araujo", Set.of("scientists"), "test");
    private static final Caller BRUNO = new Caller("id-bruno", "bruno", "Bruno Barbosa", Set.of("scientists"), "test");
    private static final Caller ADMIN = new Caller("id-admin", "admin", "Alice", Set.of("admins"), "test");
    private static final Caller VERA = new Caller("id-vera", "vera", "Vera", Set.of("readers"), "test");
    private static final Optional<Duration> DAY = Optional.of(Duration.ofDays(1));

    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final FakeDirectory directory =
            new FakeDirectory().with(new Person(ANA.subject(), ANA.name(), ANA.userName(), true));

    @ParameterizedTest
    @EnumSource
    void personMakesSeesAndRevokesTokensAndNothingKeepsThem(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var instance = instance(database, "hers");
            var made = make(database, "  VS Code  ", DAY);
            assertThat(made.secret()).matches("bnct_[A-Za-z0-9_-]{43}");
            assertThat(made.toString()).doesNotContain(made.secret());
            clock = Clock.fixed(NOW.plusSeconds(1), ZoneOffset.UTC);
            var second = make(database, "PyCharm", Optional.empty());
            assertThat(second.token().expiresAt()).isEqualTo(NOW.plusSeconds(1).plus(Duration.ofDays(7)));
            assertThat(list(database))
                    .extracting(AccessTokenDetails::name, AccessTokenDetails::expiresAt, AccessTokenDetails::usedAt)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("VS Code", NOW.plus(Duration.ofDays(1)), null),
                            org.assertj.core.groups.Tuple.tuple(
                                    "PyCharm", second.token().expiresAt(), null));
            assertThat(kept(database))
                    .contains(AccessTokens.digest(made.secret()))
                    .doesNotContain(made.secret())
                    .doesNotContain(made.secret().substring(5));

            var grant = find(database, made.secret()).orElseThrow();
            assertThat(grant.subject()).isEqualTo(ANA.subject());
            assertThat(grant.armId()).endsWith("/computes/hers");
            database.run(em -> rows(em).used(grant, NOW.plusSeconds(9)));
            assertThat(list(database).get(0).usedAt()).isEqualTo(NOW.plusSeconds(9));

            database.run(em ->
                    service(em).revoke(ANA, WORKSPACE, "hers", made.token().id()));
            database.run(em ->
                    service(em).revoke(ANA, WORKSPACE, "hers", made.token().id()));
            assertThat(find(database, made.secret())).isEmpty();
            assertThat(list(database)).hasSize(1);
            assertThat(history(database, instance))
                    .containsExactly("accessTokenRevoked", "accessTokenMade", "accessTokenMade");
            assertThat(audits(database)).hasSize(3).allMatch(detail -> detail.startsWith("access token "));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyElseMakesSeesOrRevokesThem(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            instance(database, "hers");
            var made = make(database, "mine", DAY);
            for (var other : List.of(ADMIN, BRUNO, VERA)) {
                assertRefused(
                        database, ErrorCode.FORBIDDEN, em -> service(em).create(other, WORKSPACE, "hers", "x", DAY));
                assertRefused(database, ErrorCode.FORBIDDEN, em -> service(em).list(other, WORKSPACE, "hers"));
                assertRefused(database, ErrorCode.FORBIDDEN, em -> {
                    service(em).revoke(other, WORKSPACE, "hers", made.token().id());
                    return "";
                });
            }
            assertThat(list(database)).hasSize(1);
            // who holds no role is not told what there is
            assertRefused(database, ErrorCode.FORBIDDEN, em -> service(em).list(VERA, WORKSPACE, "absent"));
            assertRefused(database, ErrorCode.NOT_FOUND, em -> service(em).list(ANA, WORKSPACE, "absent"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAndLivesAreCheckedAndTenAreEnough(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            instance(database, "hers");
            for (var name : List.of("", " ", "a\nb", "x".repeat(65))) {
                assertRefused(
                        database,
                        ErrorCode.INVALID_PARAMETER,
                        em -> service(em).create(ANA, WORKSPACE, "hers", name, DAY));
            }
            for (var life : List.of(Duration.ZERO, Duration.ofMinutes(59), Duration.ofDays(31))) {
                assertRefused(
                        database,
                        ErrorCode.INVALID_PARAMETER,
                        em -> service(em).create(ANA, WORKSPACE, "hers", "x", Optional.of(life)));
            }
            for (var i = 0; i < AccessTokenService.MOST; i++) {
                make(database, "x".repeat(64), Optional.of(Duration.ofHours(i == 0 ? 1 : 720)));
            }
            assertRefused(
                    database, ErrorCode.CONFLICT, em -> service(em).create(ANA, WORKSPACE, "hers", "one more", DAY));
            clock = Clock.fixed(NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC);
            assertThat(list(database)).as("expired ones are not shown").hasSize(AccessTokenService.MOST - 1);
            make(database, "in place of the expired one", DAY);
            assertThat(database.<Long>call(em -> em.createQuery("select count(t) from AccessToken t", Long.class)
                            .getSingleResult()))
                    .as("and not kept")
                    .isEqualTo(AccessTokenService.MOST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokenIsWorthNothingOnceExpiredHandedOverOrDeleted(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var instance = instance(database, "hers");
            var hour = make(database, "hour", Optional.of(Duration.ofHours(1)));
            assertThat(find(database, hour.secret())).isPresent();
            clock = Clock.fixed(NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC);
            assertThat(find(database, hour.secret())).isEmpty();

            var before = make(database, "before", DAY);
            database.run(em -> news(em).handedOver(new InstanceHandedOver(instance + 1)));
            assertThat(find(database, before.secret())).isPresent();
            database.run(em -> news(em).handedOver(new InstanceHandedOver(instance)));
            assertThat(find(database, before.secret())).isEmpty();

            var last = make(database, "last", DAY);
            assertThat(find(database, last.secret())).isPresent();
            database.run(em -> new ComputeRepository(em)
                    .remove(new ComputeRepository(em).find(instance).orElseThrow()));
            assertThat(find(database, last.secret())).isEmpty();
            assertThat(kept(database)).doesNotContain(AccessTokens.digest(last.secret()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void personMustBeAbleToSignOnAndHoldARole(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            instance(database, "hers");
            var grant = find(database, make(database, "mine", DAY).secret()).orElseThrow();
            assertThat(goesOn(database, grant))
                    .as("in no group that holds a role")
                    .isFalse();
            directory.groups.put(ANA.subject(), ANA.groups());
            assertThat(goesOn(database, grant)).isTrue();
            assertThat(database.<Boolean>call(
                            em -> new InstanceAccessTokens(rows(em), directory.asPeople()).open(grant)))
                    .isTrue();
            assertThat(audits(database)).last().asString().isEqualTo("opened by access token " + grant.token());
            directory.with(new Person(ANA.subject(), ANA.name(), ANA.userName(), false));
            assertThat(goesOn(database, grant)).as("disabled").isFalse();
            directory.people.clear();
            assertThat(goesOn(database, grant)).as("gone").isFalse();
            directory.away = true;
            assertThatThrownBy(() -> goesOn(database, grant)).isInstanceOf(DirectoryUnavailable.class);
        }
    }

    private static void assertRefused(
            TestDatabase database, ErrorCode code, java.util.function.Function<EntityManager, Object> act) {
        assertThatThrownBy(() -> database.call(act))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private NewAccessToken make(TestDatabase database, String name, Optional<Duration> life) {
        return database.call(em -> service(em).create(ANA, WORKSPACE, "hers", name, life));
    }

    private List<AccessTokenDetails> list(TestDatabase database) {
        return database.call(em -> service(em).list(ANA, WORKSPACE, "hers"));
    }

    private Optional<AccessGrant> find(TestDatabase database, String secret) {
        return database.call(em -> rows(em).find(AccessTokens.digest(secret)));
    }

    private boolean goesOn(TestDatabase database, AccessGrant grant) {
        return database.call(em -> new InstanceAccessTokens(rows(em), directory.asPeople()).goesOn(grant));
    }

    /** All that the rows of tokens hold, as text. */
    private static String kept(TestDatabase database) {
        return database.<List<?>>call(
                        em -> em.createNativeQuery("select concat(name, ' ', digest) from access_token", String.class)
                                .getResultList())
                .toString();
    }

    private static List<String> audits(TestDatabase database) {
        return database.call(em -> em.createQuery("select a.detail from AuditEntry a order by a.id", String.class)
                .getResultList());
    }

    private static List<String> history(TestDatabase database, long instance) {
        return database.call(em -> em.createQuery(
                        "select e.event from ResourceEvent e where e.resource = :r order by e.id desc", String.class)
                .setParameter("r", "compute:" + instance)
                .getResultList());
    }

    private AccessTokenService service(EntityManager em) {
        return new AccessTokenService(
                new Instances(new ComputeRepository(em), workspaces(em)),
                new AccessTokenRepository(em),
                news(em),
                new AccessTokenConfig(new MapConfig(Map.of())),
                access(em),
                clock);
    }

    private AccessTokenNews news(EntityManager em) {
        return new AccessTokenNews(
                new AccessTokenRepository(em),
                workspaces(em),
                new ResourceChanges(new SilentEvent<>()),
                new Audit(new AuditRepository(em), clock));
    }

    private AccessTokenRows rows(EntityManager em) {
        return new AccessTokenRows(
                new AccessTokenRepository(em),
                new ComputeRepository(em),
                workspaces(em),
                access(em),
                new Audit(new AuditRepository(em), clock),
                clock);
    }

    private static Access access(EntityManager em) {
        return new Access(
                new RoleAssignmentRepository(em), TestRoles.builtIn(), new Locks(new ResourceLockRepository(em)));
    }

    private static Workspaces workspaces(EntityManager em) {
        return new Workspaces(new WorkspaceRepository(em), INSTALLATION);
    }

    private static long instance(TestDatabase database, String name) {
        return database.call(em -> {
            em.persist(new Location("local", "fake", Map.of()));
            var group = new ResourceGroup("default", "local", Map.of());
            new WorkspaceRepository(em).add(group);
            var workspace = new Workspace(group, "main", "local", "test", NOW);
            new WorkspaceRepository(em).add(workspace);
            hold(em, "scientists", BuiltInRoles.DATA_SCIENTIST);
            hold(em, "admins", BuiltInRoles.OWNER);
            hold(em, "readers", BuiltInRoles.READER);
            var instance = new ComputeInstance(workspace, name, "Standard_D3_v2", ANA.subject(), ANA.name(), NOW);
            new ComputeRepository(em).add(instance);
            return instance.id();
        });
    }

    private static void hold(EntityManager em, String group, String role) {
        new RoleAssignmentRepository(em)
                .add(new RoleAssignment(UUID.randomUUID(), PrincipalType.Group, group, role, WORKSPACE.scope(), NOW));
    }
}
