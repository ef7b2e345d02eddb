package io.bancada.compute.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.compute.model.ComputeInstance.Wanted;
import io.bancada.compute.model.LastOperation.Name;
import io.bancada.compute.model.LastOperation.Status;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.workspace.model.SampleWorkspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ComputeInstanceTest {
    private static final Instant LATER = SampleWorkspace.AT.plusSeconds(60);
    private static final String ROWS = """
            Creating        -> SettingUp UserSettingUp Running CreateFailed Deleting
            CreateFailed    -> Deleting
            Deleting        ->
            Running         -> JobRunning Stopping Restarting Unknown Unusable Deleting
            JobRunning      -> Running Stopping Restarting Unknown Unusable Deleting
            Restarting      -> SettingUp UserSettingUp Running Stopping Unusable Deleting
            SettingUp       -> UserSettingUp Running SetupFailed Stopping Restarting Unknown Unusable Deleting
            SetupFailed     -> Stopping Restarting Unusable Deleting
            Starting        -> SettingUp UserSettingUp Running Stopping Unusable Deleting
            Stopped         -> Starting Deleting
            Stopping        -> Stopped Unusable Deleting
            UserSettingUp   -> Running UserSetupFailed Stopping Restarting Unknown Unusable Deleting
            UserSetupFailed -> Stopping Restarting Unusable Deleting
            Unknown         -> Running JobRunning Stopping Restarting Unusable Deleting
            Unusable        -> Starting Stopping Restarting Deleting
            """;

    /** What each request does in each state: where it leads, {@code =} for nothing to do, {@code -} for a refusal. */
    private static final String REQUESTS = """
            Creating        = - -
            CreateFailed    - - -
            Deleting        - - -
            Running         = Stopping Restarting
            JobRunning      = Stopping Restarting
            Restarting      = Stopping =
            SettingUp       = Stopping Restarting
            SetupFailed     - Stopping Restarting
            Starting        = Stopping -
            Stopped         Starting = -
            Stopping        - = -
            UserSettingUp   = Stopping Restarting
            UserSetupFailed - Stopping Restarting
            Unknown         - Stopping Restarting
            Unusable        Starting Stopping Restarting
            """;

    @ParameterizedTest
    @EnumSource
    void eachStateLeadsWhereTheTableSaysAndNowhereElse(ComputeInstanceState from) {
        var row = row(ROWS, from);
        for (var to : ComputeInstanceState.values()) {
            var allowed = (row.substring(row.indexOf("->") + 2) + " ").contains(" " + to + " ");
            assertThat(from.next().contains(to)).as("%s -> %s", from, to).isEqualTo(allowed);
            var instance = in(from);
            if (allowed) {
                instance.became(to, Message.text("why"), LATER);
                assertThat(instance.state()).isEqualTo(to);
                assertThat(instance.stateAt()).isEqualTo(LATER);
                assertThat(instance.reason()).hasToString("why");
            } else {
                assertThatThrownBy(() -> instance.became(to, Message.text("why"), LATER))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(instance.state()).isEqualTo(from);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachRequestDoesWhatTheTableSays(ComputeInstanceState from) {
        List<Predicate<ComputeInstance>> requests = List.of(
                i -> i.requestStart(Trigger.User, LATER),
                i -> i.requestStop(Trigger.Schedule, LATER),
                i -> i.requestRestart(Trigger.User, LATER));
        var expected = row(REQUESTS, from).trim().split("\\s+", -1);
        for (var r = 0; r < requests.size(); r++) {
            var instance = in(from);
            var before = instance.standing();
            var request = requests.get(r);
            switch (expected[r + 1]) {
                case "=" -> {
                    assertThat(request.test(instance)).as("%s %s", from, r).isFalse();
                    assertThat(instance.standing()).isEqualTo(before);
                }
                case "-" -> {
                    assertThatThrownBy(() -> request.test(instance))
                            .as("%s %s", from, r)
                            .isInstanceOfSatisfying(BancadaException.class, e -> {
                                assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                                assertThat(e.getMessage()).contains("is " + from);
                            });
                    assertThat(instance.standing()).isEqualTo(before);
                }
                default -> {
                    assertThat(request.test(instance)).as("%s %s", from, r).isTrue();
                    assertThat(instance.state()).hasToString(expected[r + 1]);
                    assertThat(instance.lastOperation().status()).isEqualTo(Status.InProgress);
                    assertThat(instance.lastOperation().at()).isEqualTo(LATER);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCanBeAskedForIsWhatTheTableLeadsOnFrom(ComputeInstanceState state) {
        var moves = Arrays.stream(row(REQUESTS, state).trim().split("\\s+", -1))
                .skip(1)
                .map(result -> !result.equals("=") && !result.equals("-"))
                .toList();
        assertThat(List.of(state.startable(), state.stoppable(), state.restartable()))
                .isEqualTo(moves);
    }

    @ParameterizedTest
    @EnumSource
    void everyInstanceCanBeDeletedAndTakesNoJobsThen(ComputeInstanceState from) {
        var instance = in(from);
        instance.requestDelete("Bruno", LATER);
        assertThat(instance.state()).isEqualTo(ComputeInstanceState.Deleting);
        assertThat(instance.provisioningState()).isEqualTo(ProvisioningState.Deleting);
        assertThat(instance.accepts()).isFalse();
        assertThat(instance.lastOperation().name()).isEqualTo(Name.Delete);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatIsStoppedTakesAnotherSizeOrAnotherPerson(ComputeInstanceState from) {
        List<Consumer<ComputeInstance>> requests = List.of(
                i -> i.requestResize("Standard_D4_v2", "Bruno", LATER),
                i -> i.handOver("bruno", "Bruno", "Admin", LATER));
        for (var request : requests) {
            var instance = in(from);
            var before = instance.standing();
            if (from == ComputeInstanceState.Stopped) {
                request.accept(instance);
                assertThat(instance.standing()).isNotEqualTo(before);
                assertThat(instance.state()).isEqualTo(ComputeInstanceState.Stopped);
            } else {
                assertThatThrownBy(() -> request.accept(instance))
                        .isInstanceOfSatisfying(
                                BancadaException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                        .hasMessageContaining("is " + from);
                assertThat(instance.standing()).isEqualTo(before);
            }
        }
    }

    @Test
    void startupScriptOfTheOldPersonDoesNotRunForTheNewOne() {
        var script =
                Optional.of(new SetupScript(SetupScript.Source.inline, "digest", "", Duration.ofMinutes(15), "ana"));
        var instance = in(ComputeInstanceState.Creating);
        instance.setUpBy(new SetupScripts(script, script));
        instance.became(ComputeInstanceState.Running, Message.NONE, LATER);
        instance.requestStop(Trigger.User, LATER);
        instance.became(ComputeInstanceState.Stopped, Message.NONE, LATER);
        instance.handOver("bruno", "Bruno", "Admin", LATER);
        assertThat(instance.owner()).isEqualTo("bruno");
        assertThat(instance.ownerName()).isEqualTo("Bruno");
        assertThat(instance.onBehalf()).isTrue();
        instance.machineComes();
        assertThat(instance.setup().due()).isEmpty();
    }

    @Test
    void operationEndsWhenNothingMovesAnyMore() {
        var instance = in(ComputeInstanceState.Creating);
        assertThat(instance.lastOperation().status()).isEqualTo(Status.InProgress);
        instance.became(ComputeInstanceState.Running, Message.NONE, LATER);
        assertThat(instance.lastOperation())
                .isEqualTo(new LastOperation(Name.Create, LATER, Status.Succeeded, Trigger.User));
        instance.became(ComputeInstanceState.JobRunning, Message.NONE, LATER.plusSeconds(9));
        assertThat(instance.lastOperation().at()).isEqualTo(LATER);
    }

    @ParameterizedTest
    @CsvSource({"Start, Stopped, StartFailed", "Restart, Running, RestartFailed", "Stop, Running, StopFailed"})
    void operationThatEndsUnusableHasFailedByItsName(Name name, ComputeInstanceState from, Status failure) {
        var instance = in(from);
        switch (name) {
            case Start -> instance.requestStart(Trigger.User, LATER);
            case Restart -> instance.requestRestart(Trigger.User, LATER);
            case Stop -> instance.requestStop(Trigger.IdleShutdown, LATER);
            case Create, Delete, Reimage -> throw new AssertionError("not here");
        }
        instance.became(ComputeInstanceState.Unusable, Message.text("broken"), LATER);
        assertThat(instance.lastOperation().status()).isEqualTo(failure);
    }

    @Test
    void creationThatFailsFailsTheComputeWithItsReason() {
        var instance = in(ComputeInstanceState.Creating);
        instance.became(ComputeInstanceState.CreateFailed, Message.text("no such disk"), LATER);
        assertThat(instance.provisioningState()).isEqualTo(ProvisioningState.Failed);
        assertThat(instance.reason()).hasToString("no such disk");
        assertThat(instance.lastOperation().status()).isEqualTo(Status.CreateFailed);
        assertThatThrownBy(() -> instance.requestDescription("Ana", LATER)).isInstanceOf(BancadaException.class);
    }

    @Test
    void restartIsAStopAndThenAStart() {
        var instance = in(ComputeInstanceState.Running);
        instance.requestRestart(Trigger.User, LATER);
        assertThat(instance.wanted()).isEqualTo(Wanted.Stopped);
        assertThat(instance.runsJobs()).isFalse();
        instance.stoppedFirst();
        assertThat(instance.wanted()).isEqualTo(Wanted.Running);
        instance.became(ComputeInstanceState.Running, Message.NONE, LATER);
        assertThat(instance.runsJobs()).isTrue();
    }

    @Test
    void instanceForAnotherPersonIsThatPersons() {
        var own = fresh();
        own.assign("ana", "Ana");
        assertThat(own.onBehalf()).isFalse();
        var given = fresh();
        given.assign("bruno", "Bruno");
        assertThat(given.onBehalf()).isTrue();
        assertThat(given.owner()).isEqualTo("bruno");
        assertThat(given.createdBy()).isEqualTo("ana");
    }

    private static String row(String rows, ComputeInstanceState of) {
        return rows.lines()
                .filter(line -> line.startsWith(of + " "))
                .findFirst()
                .orElseThrow();
    }

    private static ComputeInstance fresh() {
        return new ComputeInstance(SampleWorkspace.main(), "desk", "Standard_D3_v2", "ana", "Ana", SampleWorkspace.AT);
    }

    /** An instance that came to the state by what the product does. */
    private static ComputeInstance in(ComputeInstanceState state) {
        var instance = fresh();
        for (var step : way(state)) {
            step.accept(instance);
        }
        if (instance.state().up()) {
            instance.settled();
        }
        assertThat(instance.state()).isEqualTo(state);
        return instance;
    }

    private static List<Consumer<ComputeInstance>> way(ComputeInstanceState state) {
        Consumer<ComputeInstance> runs = become(ComputeInstanceState.Running);
        Consumer<ComputeInstance> sets = become(ComputeInstanceState.SettingUp);
        Consumer<ComputeInstance> stop = i -> i.requestStop(Trigger.User, SampleWorkspace.AT);
        return switch (state) {
            case Creating -> List.of();
            case CreateFailed, Running, SettingUp -> List.of(become(state));
            case JobRunning, Unknown, Unusable -> List.of(runs, become(state));
            case UserSettingUp, SetupFailed -> List.of(sets, become(state));
            case UserSetupFailed -> List.of(sets, become(ComputeInstanceState.UserSettingUp), become(state));
            case Stopping -> List.of(runs, stop);
            case Stopped -> List.of(runs, stop, become(state));
            case Starting ->
                List.of(
                        runs,
                        stop,
                        become(ComputeInstanceState.Stopped),
                        i -> i.requestStart(Trigger.User, SampleWorkspace.AT));
            case Restarting -> List.of(runs, i -> i.requestRestart(Trigger.User, SampleWorkspace.AT));
            case Deleting -> List.of(i -> i.requestDelete("Ana", SampleWorkspace.AT));
        };
    }

    private static Consumer<ComputeInstance> become(ComputeInstanceState state) {
        return i -> i.became(state, Message.NONE, SampleWorkspace.AT);
    }
}
