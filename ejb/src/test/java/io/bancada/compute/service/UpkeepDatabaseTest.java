package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.access.model.LockLevel;
import io.bancada.access.model.ResourceLock;
import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Locks;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.model.EventDetails;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.Location;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputePowerAction;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.Evidence;
import io.bancada.compute.model.EvidenceKind;
import io.bancada.compute.model.IdleRecord;
import io.bancada.compute.model.InstanceAppRepository;
import io.bancada.compute.model.InstanceSchedule;
import io.bancada.compute.model.InstanceSchedules;
import io.bancada.compute.model.InstanceUpkeepRepository;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.compute.service.UpkeepRequest.Idle;
import io.bancada.database.TestDatabase;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.model.Accepted;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.paging.PageRequest;
import io.bancada.schedule.model.CronTimetable;
import io.bancada.workspace.model.PersonFolderRepository;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.MapConfig;
import io.bancada.workspace.service.PersonFolders;
import io.bancada.workspace.service.Workspaces;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in rows about schedules and idleness, on both databases. */
class UpkeepDatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-11-21T20:00:00Z");
    private static final Installation INSTALLATION = new Installation(
            new UUID(1, 1),
            new UUID(2, 2),
            "local",
            "default",
            "main",
            URI.create("https://localhost:8443"),
            Path.of("target", "home"));
    private static final UpkeepConfig CONFIG = new UpkeepConfig(new MapConfig(Map.of()));

    private final Verbs verbs = new Verbs();
    private Instant now = NOW;

    /** What is asked of an instance is written down, and may be refused. */
    private static final class Verbs extends ComputeInstanceService {
        final List<String> asked = new ArrayList<>();
        boolean refuses;

        @Override
        public Accepted<ComputeDetails> stop(
                Caller caller, WorkspaceId workspace, String name, Trigger trigger, Message why) {
            return ask("stop", caller, name, trigger, why);
        }

        @Override
        public Accepted<ComputeDetails> start(
                Caller caller, WorkspaceId workspace, String name, Trigger trigger, Message why) {
            return ask("start", caller, name, trigger, why);
        }

        @SuppressWarnings("NullAway") // what is answered is not looked at
        private Accepted<ComputeDetails> ask(String verb, Caller caller, String name, Trigger trigger, Message why) {
            if (refuses) {
                throw BancadaException.conflict(name, "wait until it runs");
            }
            asked.add(verb + " " + name + " " + trigger + " by " + caller.name() + ": " + why.english());
            return new Accepted<>(null, new UUID(0, 0), false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void scheduleIsDoneOnceByWhicheverServerComesFirst(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = scheduled(database);
            now = EVENING.minusSeconds(1);
            assertThat(due(database)).isEmpty();

            now = EVENING.plusSeconds(4);
            assertThat(due(database)).containsExactly(desk);
            assertThat(fire(database, desk)).isTrue();
            assertThat(fire(database, desk)).as("another server").isFalse();
            assertThat(due(database)).isEmpty();
            assertThat(verbs.asked)
                    .containsExactly("stop desk Schedule by schedule: Scheduled for 2026-11-21 20:00 UTC.");

            now = EVENING.plus(Duration.ofDays(1));
            assertThat(fire(database, desk)).as("the next day").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMissedWhileTheServerWasDownIsDoneOnceWithinTheGraceAndOnRecordAfterIt(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = scheduled(database);
            now = EVENING.plus(Duration.ofMinutes(59));
            assertThat(fire(database, desk)).isTrue();
            assertThat(verbs.asked).hasSize(1);

            now = EVENING.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(61)); // three evenings later
            assertThat(fire(database, desk)).isTrue();
            assertThat(fire(database, desk)).isFalse();
            assertThat(verbs.asked).hasSize(1);
            assertThat(history(database, desk))
                    .containsExactly(
                            "ScheduleMissed by schedule: Stop, scheduled for 2026-11-22 20:00 UTC, was missed; it is too"
                                    + " late for it now.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusalLeavesEverythingAsItWasUntilItIsOnRecord(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = scheduled(database);
            now = EVENING;
            verbs.refuses = true;
            assertThatThrownBy(() -> fire(database, desk)).isInstanceOf(BancadaException.class);
            assertThat(due(database))
                    .as("a server that dies here does it again")
                    .containsExactly(desk);

            database.run(em -> schedules(em).refuse(desk, BancadaException.conflict("desk", "wait until it runs")));
            assertThat(due(database)).isEmpty();
            assertThat(history(database, desk))
                    .containsExactly(
                            "ScheduleRefused by schedule: Stop, scheduled for 2026-11-21 20:00 UTC, could not be done:"
                                    + " wait until it runs");
        }
    }

    @ParameterizedTest
    @EnumSource
    void idleInstanceIsStoppedWithItsReasonOnceItsTimeIsOver(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database);
            database.run(em -> upkeep(em).stopWhenIdle(found(em, desk), Optional.of(Duration.ofHours(1)), "time"));
            var work = new Evidence(EvidenceKind.KERNEL, NOW.plusSeconds(600), Message.of("idle.kernels", 1));
            for (now = NOW; now.isBefore(NOW.plusSeconds(4200)); now = now.plusSeconds(30)) {
                look(database, desk, now.equals(work.at()) ? List.of(work) : List.of());
                assertThat(verbs.asked).as("%s", now).isEmpty();
            }
            look(database, desk, List.of());
            assertThat(verbs.asked)
                    .containsExactly(
                            "stop desk IdleShutdown by idle shutdown: No kernel, terminal, SSH, job or processor"
                                    + " activity since 2026-11-21 12:10 UTC, which is PT1H ago.");
            var record = database.<Optional<IdleRecord>>call(em -> new InstanceUpkeepRepository(em).idle(desk))
                    .orElseThrow();
            assertThat(record.evidence()).contains(work);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLockedIsNeitherStoppedWhenIdleNorByItsSchedule(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = scheduled(database);
            database.run(em -> {
                upkeep(em).stopWhenIdle(found(em, desk), Optional.of(Duration.ofHours(1)), "time");
                var scope = new Scope(
                        new WorkspaceId(new UUID(1, 1).toString(), "default", "main").child("computes", "desk"));
                new ResourceLockRepository(em)
                        .add(new ResourceLock(scope, "demo", LockLevel.ReadOnly, "", "Alice", NOW));
            });
            for (now = NOW; now.isBefore(NOW.plusSeconds(4200)); now = now.plusSeconds(30)) {
                look(database, desk, List.of());
            }
            now = EVENING;
            assertThatThrownBy(() -> fire(database, desk))
                    .isInstanceOfSatisfying(
                            BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SCOPE_LOCKED))
                    .hasMessageContaining("'demo'");
            assertThat(verbs.asked).isEmpty();

            database.run(em -> {
                var locks = new ResourceLockRepository(em);
                locks.all().forEach(locks::remove);
            });
            assertThat(fire(database, desk)).isTrue();
            assertThat(verbs.asked).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverThatComesBackWatchesBeforeItStopsAnything(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database);
            database.run(em -> upkeep(em).stopWhenIdle(found(em, desk), Optional.of(Duration.ofHours(1)), "time"));
            look(database, desk, List.of());
            now = NOW.plus(Duration.ofHours(5));
            var back = now;
            for (; now.isBefore(back.plus(Duration.ofMinutes(15))); now = now.plusSeconds(30)) {
                look(database, desk, List.of());
                assertThat(verbs.asked).as("%s", now).isEmpty();
            }
            look(database, desk, List.of());
            assertThat(verbs.asked).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void instanceWithAJobIsNotIdleAndOneThatIsNotUpIsNotStopped(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database);
            database.run(em -> {
                upkeep(em).stopWhenIdle(found(em, desk), Optional.of(Duration.ofHours(1)), "time");
                found(em, desk).became(ComputeInstanceState.JobRunning, Message.NONE, NOW);
            });
            for (now = NOW; now.isBefore(NOW.plus(Duration.ofHours(3))); now = now.plusSeconds(60)) {
                look(database, desk, List.of());
            }
            assertThat(verbs.asked).isEmpty();
            database.run(em -> found(em, desk).requestStop(Trigger.User, now));
            now = now.plus(Duration.ofHours(3));
            look(database, desk, List.of());
            assertThat(verbs.asked).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void whatCannotBeIsRefusedByTheNameOfItsField(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database);
            for (var time : List.of(Duration.ofMinutes(14), Duration.ofDays(3).plusSeconds(1), Duration.ZERO)) {
                assertThatThrownBy(() -> database.run(em -> upkeep(em)
                                .apply(
                                        found(em, desk),
                                        new UpkeepRequest(Optional.empty(), Optional.of(new Idle(Optional.of(time)))))))
                        .isInstanceOfSatisfying(BancadaException.class, e -> {
                            assertThat(e.target()).contains("properties.properties.idleTimeBeforeShutdown");
                            assertThat(e).hasMessageContaining("PT15M to PT72H");
                        });
            }
            var nothing = new ScheduleRequest(
                    Optional.empty(), Optional.empty(), Optional.empty(), ScheduleRequest.Timing.NONE);
            assertThatThrownBy(() -> database.run(em -> upkeep(em)
                            .apply(
                                    found(em, desk),
                                    new UpkeepRequest(Optional.of(List.of(nothing)), Optional.empty()))))
                    .isInstanceOfSatisfying(
                            BancadaException.class,
                            e -> assertThat(e.target())
                                    .contains("properties.properties.schedules.computeStartStop[0].action"));
            assertThatThrownBy(() -> database.run(em -> upkeep(em)
                            .apply(
                                    found(em, desk),
                                    new UpkeepRequest(
                                            Optional.of(Collections.nCopies(11, nothing)), Optional.empty()))))
                    .hasMessageContaining("There are 11 schedules; give up to 10.");
        }
    }

    private static long scheduled(TestDatabase database) {
        var desk = instance(database);
        database.run(em -> found(em, desk)
                .schedule(new InstanceSchedules(List.of(InstanceSchedule.of(
                        ComputePowerAction.Stop,
                        true,
                        new CronTimetable("0 20 * * *", Optional.empty(), "UTC"),
                        NOW)))));
        return desk;
    }

    private static long instance(TestDatabase database) {
        return database.call(em -> {
            var instance = new ComputeInstance(workspace(em), "desk", "Standard_D3_v2", "1", "Ana", NOW);
            new ComputeRepository(em).add(instance);
            instance.became(ComputeInstanceState.Running, Message.NONE, NOW);
            return instance.id();
        });
    }

    private static Workspace workspace(EntityManager em) {
        em.persist(new Location("local", "fake", Map.of()));
        var rows = new WorkspaceRepository(em);
        var group = new ResourceGroup("default", "local", Map.of());
        rows.add(group);
        var made = new Workspace(group, "main", "local", "test", NOW);
        rows.add(made);
        return made;
    }

    private static ComputeInstance found(EntityManager em, long id) {
        return (ComputeInstance) new ComputeRepository(em).find(id).orElseThrow();
    }

    private List<Long> due(TestDatabase database) {
        return database.call(em -> schedules(em).due(0));
    }

    private boolean fire(TestDatabase database, long desk) {
        return database.call(em -> schedules(em).fire(desk));
    }

    private void look(TestDatabase database, long desk, List<Evidence> found) {
        database.run(em -> idle(em).take(desk, new IdleLook(found, true)));
    }

    private static List<String> history(TestDatabase database, long desk) {
        return database
                .<List<EventDetails>>call(em -> new Audit(new AuditRepository(em), Clock.systemUTC())
                        .ofCompute(desk, PageRequest.first())
                        .items())
                .stream()
                .map(e -> e.event() + " by " + e.actor() + ": " + e.reason().english())
                .toList();
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private Upkeep upkeep(EntityManager em) {
        return new Upkeep(new InstanceUpkeepRepository(em), CONFIG, clock());
    }

    private ScheduleRows schedules(EntityManager em) {
        return new ScheduleRows(
                new InstanceUpkeepRepository(em),
                new ComputeRepository(em),
                verbs,
                workspaces(em),
                new Locks(new ResourceLockRepository(em)),
                new Audit(new AuditRepository(em), clock()),
                CONFIG,
                clock());
    }

    private IdleRows idle(EntityManager em) {
        return new IdleRows(
                new InstanceUpkeepRepository(em),
                new InstanceAppRows(
                        new InstanceAppRepository(em),
                        new NodeRepository(em),
                        new PersonFolders(new PersonFolderRepository(em)),
                        workspaces(em)),
                new ComputeRepository(em),
                new NodeRepository(em),
                verbs,
                workspaces(em),
                new Locks(new ResourceLockRepository(em)),
                new SilentChanges(),
                CONFIG,
                clock());
    }

    private static Workspaces workspaces(EntityManager em) {
        return new Workspaces(new WorkspaceRepository(em), INSTALLATION);
    }

    private static final class SilentChanges extends ResourceChanges {
        @Override
        public void announce(ResourceChange change) {}
    }
}
