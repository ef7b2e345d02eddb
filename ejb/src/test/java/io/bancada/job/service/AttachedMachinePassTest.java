package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.compute.model.HealthReason;
import io.bancada.compute.model.MachineObservation;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.model.VirtualMachine;
import io.bancada.database.TestDatabase;
import io.bancada.error.BancadaException;
import io.bancada.job.model.Job;
import io.bancada.job.model.JobStatus;
import io.bancada.message.Message;
import io.bancada.node.service.NodeObservation;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pass does with an attached machine, from attachment to its end. */
class AttachedMachinePassTest {
    private final MovingClock clock = new MovingClock();

    @ParameterizedTest
    @EnumSource
    void machineThatCanBeUsedGetsOneNodeAndAsManyJobsAsItsCoresBear(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var machine = machine(database);
            for (var name : List.of("a", "b", "c")) {
                submit(database, machine, name);
            }
            assertThat(pass(database, machine).bring()).isEmpty();
            assertThat(state(database, machine)).isEqualTo(ProvisioningState.Creating);
            assertThat(job(database, "a").message()).asString().contains("looked at");

            observe(database, machine, HealthReason.None, "");
            var brought = pass(database, machine).bring();
            assertThat(brought).hasSize(1);
            assertThat(brought.get(0).place().attached()).hasValue(machine);
            assertThat(state(database, machine)).isEqualTo(ProvisioningState.Succeeded);
            assertThat(pass(database, machine).bring()).isEqualTo(brought);

            var ready = NodeObservation.ready(brought.get(0).id(), "vm1.example");
            var started = database.call(em -> new Installed(em, clock).pass.run(machine, List.of(ready), List.of()));
            assertThat(started.start()).hasSize(2);
            assertThat(job(database, "c").status()).isEqualTo(JobStatus.Queued);
            assertThat(job(database, "c").message()).asString().contains("All 2 places");
        }
    }

    @Test
    void machineThatCannotBeUsedAtFirstFailsAndIsTriedAgainWhenAsked() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var machine = machine(database);
            observe(database, machine, HealthReason.NoPython, "install it");
            pass(database, machine);
            assertThat(state(database, machine)).isEqualTo(ProvisioningState.Failed);

            with(database, machine, m -> m.requestCheck("Ana", clock.instant()));
            pass(database, machine);
            assertThat(state(database, machine)).isEqualTo(ProvisioningState.Updating);
            observe(database, machine, HealthReason.None, "");
            pass(database, machine);
            assertThat(state(database, machine)).isEqualTo(ProvisioningState.Succeeded);
        }
    }

    @Test
    void degradedMachineKeepsWhatRunsAndTakesNothingNew() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var machine = working(database);
            submit(database, machine, "running");
            assertThat(pass(database, machine).start()).hasSize(1);
            observe(database, machine, HealthReason.Unreachable, "does not answer");
            submit(database, machine, "waiting");
            var kept = pass(database, machine);
            assertThat(kept.start()).hasSize(1);
            assertThat(kept.inUse()).hasSize(1);
            assertThat(job(database, "waiting").status()).isEqualTo(JobStatus.Queued);
            assertThat(job(database, "waiting").message()).asString().contains("does not answer");

            observe(database, machine, HealthReason.None, "");
            assertThat(pass(database, machine).start()).hasSize(2);
        }
    }

    @Test
    void hostKeyIsPinnedAtTheFirstContactThatWorksAndNeverAgain() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var machine = machine(database);
            with(database, machine, m -> m.observed(seen(HealthReason.LoginRefused, "no", "key0"), clock.instant()));
            with(database, machine, m -> assertThat(m.hostKey()).isEmpty());
            with(database, machine, m -> m.observed(seen(HealthReason.None, "", "key1"), clock.instant()));
            with(database, machine, m -> m.observed(seen(HealthReason.None, "", "key2"), clock.instant()));
            with(database, machine, m -> assertThat(m.hostKey()).isEqualTo("key1"));
        }
    }

    @Test
    void detachedMachineThatDoesNotAnswerIsForgottenInTheEnd() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var machine = working(database);
            submit(database, machine, "running");
            pass(database, machine);
            observe(database, machine, HealthReason.Unreachable, "does not answer");
            with(database, machine, m -> m.requestDelete("Ana", clock.instant()));
            pass(database, machine);
            assertThat(state(database, machine)).isEqualTo(ProvisioningState.Deleting);
            clock.advance(Duration.ofSeconds(61));
            pass(database, machine);
            pass(database, machine);
            assertThat(job(database, "running").status()).isEqualTo(JobStatus.Canceled);
            boolean gone = database.call(
                    em -> new Installed(em, clock).computes.find(machine).isEmpty());
            assertThat(gone).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneAccountIsAttachedOnce(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var machine = machine(database);
            var found = database.call(em -> new Installed(em, clock)
                    .computes
                    .attached("vm1.EXAMPLE", 22, "ana")
                    .orElseThrow()
                    .id());
            assertThat(found).isEqualTo(machine);
            assertThatThrownBy(() -> database.run(em -> {
                        var installed = new Installed(em, clock);
                        var workspace =
                                installed.computes.find(machine).orElseThrow().workspace();
                        installed.machine(workspace, "vm2");
                    }))
                    .isInstanceOf(BancadaException.class);
        }
    }

    private long machine(TestDatabase database) {
        return database.call(em -> {
            var installed = new Installed(em, clock);
            return installed.machine(installed.workspace(8), "vm1").id();
        });
    }

    /** Attached, looked at, its node ready. */
    private long working(TestDatabase database) {
        var machine = machine(database);
        observe(database, machine, HealthReason.None, "");
        var node = pass(database, machine).bring().get(0);
        var ready = NodeObservation.ready(node.id(), "vm1.example");
        database.call(em -> new Installed(em, clock).pass.run(machine, List.of(ready), List.of()));
        return machine;
    }

    private PassResult pass(TestDatabase database, long machine) {
        return database.call(em -> new Installed(em, clock).pass.run(machine, List.of(), List.of()));
    }

    private void observe(TestDatabase database, long machine, HealthReason health, String why) {
        with(database, machine, m -> m.observed(seen(health, why, "key"), clock.instant()));
    }

    private static MachineObservation seen(HealthReason health, String why, String key) {
        return health == HealthReason.None
                ? new MachineObservation(health, Message.text(why), key, "SHA256:x", "Debian 12", "3.11", 1, 1024, 1024)
                : new MachineObservation(health, Message.text(why), key, "SHA256:x", "", "", 0, 0, 0);
    }

    private void with(TestDatabase database, long machine, Consumer<VirtualMachine> act) {
        database.run(em -> act.accept(
                (VirtualMachine) new Installed(em, clock).computes.find(machine).orElseThrow()));
    }

    private ProvisioningState state(TestDatabase database, long machine) {
        return database.call(em ->
                new Installed(em, clock).computes.find(machine).orElseThrow().provisioningState());
    }

    private void submit(TestDatabase database, long machine, String name) {
        database.run(em -> {
            var installed = new Installed(em, clock);
            var compute = installed.computes.find(machine).orElseThrow();
            installed.job(compute.workspace(), compute, name, "ana", 1);
        });
    }

    private Job job(TestDatabase database, String name) {
        return database.call(em -> {
            var installed = new Installed(em, clock);
            var workspace =
                    installed.computes.attached("vm1.example", 22, "ana").map(VirtualMachine::workspace);
            return workspace.isPresent()
                    ? installed.jobs.find(workspace.orElseThrow(), name).orElseThrow()
                    : em.createQuery("select j from Job j where j.name = :name", Job.class)
                            .setParameter("name", name)
                            .getSingleResult();
        });
    }
}
