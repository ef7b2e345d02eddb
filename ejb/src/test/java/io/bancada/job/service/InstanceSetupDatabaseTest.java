package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.catalog.model.Resources;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.LastOperation;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.model.SetupContent;
import io.bancada.compute.model.SetupPhase;
import io.bancada.compute.model.SetupRun;
import io.bancada.compute.model.SetupRun.Outcome;
import io.bancada.compute.model.SetupScript;
import io.bancada.compute.model.SetupScripts;
import io.bancada.database.TestDatabase;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.DriverException;
import io.bancada.driver.FakeProvider;
import io.bancada.driver.FakeRun;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import io.bancada.error.BancadaException;
import io.bancada.job.model.JobReason;
import io.bancada.message.Message;
import io.bancada.node.service.NodeObservation;
import io.bancada.node.service.NodeObservation.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Setup scripts in the pass over an instance, on both databases, with a driver whose processes the test ends. */
class InstanceSetupDatabaseTest {
    private static final Site HERE = new Site("local", Map.of());
    private static final SizeSpec SIZE = new SizeSpec(Installed.INSTANCE_SIZE, new Resources(4, 1024, 0));
    private static final SetupScript CREATION =
            new SetupScript(SetupScript.Source.inline, "digest", "one 'two words'", Duration.ofMinutes(15), "ana");
    private static final SetupScript STARTUP = new SetupScript(
            SetupScript.Source.workspaceStorage, "Users/ana/start.sh", "", Duration.ofMinutes(2), "ana");
    private static final SetupScripts BOTH = new SetupScripts(Optional.of(CREATION), Optional.of(STARTUP));

    private final MovingClock clock = new MovingClock();
    private final FakeProvider driver = new FakeProvider(clock);

    @ParameterizedTest
    @EnumSource
    void creationScriptRunsOnceAndStartupScriptAtEachStart(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var id = instance(database, BOTH);
            submit(database, id);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.SettingUp);
            round(database);
            var first = only(database, id);
            assertThat(first.capsule().command()).endsWith("/share/Users/ana", "one", "two words");
            assertThat(input(database, id)).isEqualTo("make");
            assertThat(first.capsule().timeout()).contains(Duration.ofMinutes(15));
            assertThat(pass(database, id).start()).as("jobs wait").isEmpty();
            assertThat(reason(database)).isEqualTo(JobReason.ComputeNotRunning);

            end(database, id, run -> run.exit(0));
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.UserSettingUp);
            round(database);
            assertThat(only(database, id).capsule().command()).contains("/share/Users/ana/start.sh");
            end(database, id, run -> run.exit(0));
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Running);
            assertThat(read(database, id).lastOperation().status()).isEqualTo(LastOperation.Status.Succeeded);
            assertThat(read(database, id).provisioningState()).isEqualTo(ProvisioningState.Succeeded);

            restart(database, id);
            assertThat(state(database, id)).as("no creation script").isEqualTo(ComputeInstanceState.UserSettingUp);
            round(database);
            end(database, id, run -> run.exit(0));
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Running);
            assertThat(runs(database, id))
                    .extracting(SetupRun::phase)
                    .containsExactly(SetupPhase.Startup, SetupPhase.Startup, SetupPhase.Creation);
        }
    }

    @ParameterizedTest
    @EnumSource
    void scriptThatFailedSaysWhyAndRunsAgainAtARestart(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var id = instance(database, BOTH);
            round(database);
            end(database, id, run -> {
                run.print("one\n\u001b[31mtwo\u001b[0m\n");
                run.exit(3);
            });
            var failed = read(database, id);
            assertThat(failed.state()).isEqualTo(ComputeInstanceState.SetupFailed);
            assertThat(failed.reason()).asString().contains("ended with code 3").endsWith("one\ntwo");
            assertThat(failed.provisioningState()).isEqualTo(ProvisioningState.Failed);
            assertThat(failed.lastOperation().status()).isEqualTo(LastOperation.Status.CreateFailed);
            pass(database, id);
            assertThat(read(database, id).reason()).as("it stays").isEqualTo(failed.reason());

            restart(database, id);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.SettingUp);
            round(database);
            end(database, id, run -> run.exit(0));
            round(database);
            end(database, id, run -> run.end(CapsuleStatus.End.TIMED_OUT));
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.UserSetupFailed);
            assertThat(read(database, id).reason()).asString().contains("did not end within 120 seconds");

            ask(database, id, i -> i.setUpBy(new SetupScripts(Optional.of(CREATION), Optional.empty())));
            restart(database, id);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Running);
            assertThat(read(database, id).provisioningState()).isEqualTo(ProvisioningState.Succeeded);
        }
    }

    /** The server may end at any line: whoever comes next finds the process, and does not start it again. */
    @ParameterizedTest
    @EnumSource
    void processIsAdoptedAndNotStartedTwice(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var id = instance(database, BOTH);
            driver.failNext(FakeProvider.Call.START, () -> new DriverException.Unavailable(Message.text("not now")));
            round(database);
            assertThat(driver.started()).isEmpty();
            driver.failNextAfterwards(
                    FakeProvider.Call.START, () -> new DriverException.Unavailable(Message.text("answer lost")));
            for (var i = 0; i < 3; i++) {
                round(database);
                pass(database, id);
            }
            assertThat(driver.started()).hasSize(1);
            only(database, id).exit(0);
            round(database);
            round(database);
            pass(database, id);
            assertThat(runs(database, id)).hasSize(2);
        }
    }

    @Test
    void stopEndsTheScriptAndTheNextStartRunsItAnew() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = instance(database, BOTH);
            round(database);
            ask(database, id, i -> i.requestStop(Trigger.User, clock.instant()));
            assertThat(pass(database, id).stop()).hasSize(1);
            assertThat(runs(database, id).get(0).outcome()).isEqualTo(Outcome.Canceled);
            driver.stop(HERE, key(database, id));
            round(database);
            see(database, id, Kind.STOPPED);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Stopped);

            ask(database, id, i -> i.requestStart(Trigger.User, clock.instant()));
            pass(database, id);
            driver.start(HERE, key(database, id));
            see(database, id, Kind.READY);
            assertThat(state(database, id)).as("the creation is not over").isEqualTo(ComputeInstanceState.SettingUp);
            round(database);
            assertThat(driver.started()).hasSize(2);
        }
    }

    @Test
    void machineThatIsLostMeanwhileEndsTheScript() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = instance(database, BOTH);
            round(database);
            see(database, id, Kind.LOST);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Unusable);
            assertThat(runs(database, id).get(0).outcome()).isEqualTo(Outcome.Canceled);
        }
    }

    @Test
    void scriptThatCannotBeStartedFailsWithTheDriversReason() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = instance(database, BOTH);
            driver.failNext(FakeProvider.Call.START, () -> new DriverException.Rejected(Message.text("no sandbox")));
            round(database);
            pass(database, id);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.SetupFailed);
            assertThat(read(database, id).reason()).hasToString("no sandbox");
        }
    }

    @Test
    void scriptThatAnotherGaveDoesNotSeeThePersonsFolder() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var foreign = new SetupScript(SetupScript.Source.inline, "d", "", Duration.ofMinutes(1), "admin");
            instance(database, new SetupScripts(Optional.of(foreign), Optional.empty()));
            round(database);
            var capsule = driver.started().get(0);
            assertThat(capsule.shares()).isEmpty();
            assertThat(capsule.person()).isEqualTo("ana");
            assertThat(capsule.command()).noneMatch(word -> word.startsWith("/share"));
        }
    }

    @Test
    void tenRunsAreKept() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = instance(database, new SetupScripts(Optional.empty(), Optional.of(STARTUP)));
            for (var i = 0; i < 12; i++) {
                round(database);
                end(database, id, run -> run.exit(0));
                assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Running);
                restart(database, id);
            }
            round(database);
            assertThat(runs(database, id)).hasSize(10);
            assertThat(driver.started()).as("and their processes").hasSize(10);
        }
    }

    @Test
    void creationScriptDoesNotChangeOnceTheCreationIsOver() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = instance(database, SetupScripts.NONE);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Running);
            ask(database, id, i -> {
                i.setUpBy(new SetupScripts(Optional.empty(), Optional.of(STARTUP)));
                assertThatThrownBy(() -> i.setUpBy(BOTH))
                        .isInstanceOf(BancadaException.class)
                        .hasMessageContaining("use a startup script");
            });
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Running);
        }
    }

    /** An instance whose machine is ready, and the first pass over it. */
    private long instance(TestDatabase database, SetupScripts scripts) {
        var id = database.<Long>call(em -> {
            var installed = installed(em);
            var instance = installed.instance(installed.workspace(8), "desk");
            instance.setUpBy(scripts);
            installed.setups.add(
                    new SetupContent(instance.id(), SetupPhase.Creation, "make".getBytes(StandardCharsets.UTF_8)));
            return instance.id();
        });
        driver.allocate(HERE, new NodeRequest(key(database, id), SIZE, "desk", false, true));
        pass(database, id);
        see(database, id, Kind.READY);
        return id;
    }

    private void restart(TestDatabase database, long id) {
        ask(database, id, i -> i.requestRestart(Trigger.User, clock.instant()));
        pass(database, id);
        driver.stop(HERE, key(database, id));
        see(database, id, Kind.STOPPED);
        driver.start(HERE, key(database, id));
        see(database, id, Kind.READY);
    }

    /** The process that runs ends so, and that is seen. */
    private void end(TestDatabase database, long id, Consumer<FakeRun> how) {
        how.accept(only(database, id));
        round(database);
        pass(database, id);
    }

    private FakeRun only(TestDatabase database, long id) {
        var run = read(database, id).setup().run();
        assertThat(run).isNotNull();
        return driver.run(new io.bancada.driver.CapsuleId("setup-" + run));
    }

    private String input(TestDatabase database, long id) {
        var bytes = driver.shell(HERE, key(database, id))
                .read(only(database, id).capsule().id(), "inputs/script", 0, 100);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void round(TestDatabase database) {
        database.run(em -> installed(em).setupRunner.round());
    }

    private PassResult pass(TestDatabase database, long id) {
        return database.call(em -> installed(em).pass.run(id, List.of(), List.of()));
    }

    private void see(TestDatabase database, long id, Kind kind) {
        database.run(em -> {
            var installed = installed(em);
            var node = installed.nodes.of(id).get(0);
            installed.pass.run(id, List.of(NodeObservation.of(node.id(), kind, Message.text("gone"))), List.of());
        });
        pass(database, id);
    }

    private void ask(TestDatabase database, long id, Consumer<ComputeInstance> request) {
        database.run(em ->
                request.accept((ComputeInstance) installed(em).computes.lock(id).orElseThrow()));
    }

    private void submit(TestDatabase database, long id) {
        database.run(em -> {
            var installed = installed(em);
            var compute = installed.computes.find(id).orElseThrow();
            installed.job(compute.workspace(), compute, "job", "ana", 1);
        });
    }

    private JobReason reason(TestDatabase database) {
        return database.call(em -> {
            var installed = installed(em);
            return installed
                    .jobs
                    .find(installed.workspaceRows.some(1).get(0), "job")
                    .orElseThrow()
                    .reason();
        });
    }

    private List<SetupRun> runs(TestDatabase database, long id) {
        return database.call(em -> installed(em).setups.runs(id));
    }

    private ComputeInstance read(TestDatabase database, long id) {
        return database.call(
                em -> (ComputeInstance) installed(em).computes.find(id).orElseThrow());
    }

    private ComputeInstanceState state(TestDatabase database, long id) {
        return read(database, id).state();
    }

    private NodeKey key(TestDatabase database, long id) {
        Function<jakarta.persistence.EntityManager, NodeKey> find =
                em -> new NodeKey(installed(em).nodes.of(id).get(0).key());
        return database.call(find);
    }

    private Installed installed(jakarta.persistence.EntityManager em) {
        return new Installed(em, clock, List.of(driver));
    }
}
