package io.bancada.compute.model;

import static io.bancada.compute.model.ComputeBuilder.aCluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.workspace.model.SampleWorkspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AmlComputeTest {
    private static final Instant LATER = SampleWorkspace.AT.plusSeconds(60);
    private static final ScaleSettings LARGER = new ScaleSettings(1, 8, Duration.ofMinutes(5));
    private static final String ROWS = """
            Creating  -> Succeeded Failed Deleting
            Updating  -> Succeeded Failed Deleting
            Succeeded -> Updating Deleting
            Failed    -> Updating Deleting
            Deleting  ->
            """;

    @ParameterizedTest
    @EnumSource
    void eachStateLeadsWhereTheTableSaysAndNowhereElse(ProvisioningState from) {
        var row = ROWS.lines()
                .filter(line -> line.startsWith(from + " "))
                .findFirst()
                .orElseThrow();
        for (var to : ProvisioningState.values()) {
            var allowed = (row.substring(row.indexOf("->") + 2) + " ").contains(" " + to + " ");
            assertThat(from.next().contains(to)).as("%s -> %s", from, to).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Failed")
    void noVerbGoesWhereTheTableDoesNotLead(ProvisioningState from) {
        List<Consumer<AmlCompute>> verbs = List.of(
                c -> c.requestScale(LARGER, "Bruno", LATER), c -> c.requestDelete("Bruno", LATER), AmlCompute::settled);
        for (var verb : verbs) {
            var compute = in(from);
            try {
                verb.accept(compute);
            } catch (BancadaException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            }
            assertThat(compute.provisioningState())
                    .satisfiesAnyOf(
                            to -> assertThat(to).isEqualTo(from),
                            to -> assertThat(from.next()).contains(to));
        }
    }

    @ParameterizedTest
    @CsvSource({"Creating, Creating", "Succeeded, Updating", "Updating, Updating"})
    void newScaleSettingsAreTakenAtOnce(ProvisioningState from, ProvisioningState to) {
        var compute = in(from);
        compute.requestScale(LARGER, "Bruno", LATER);
        assertThat(compute.provisioningState()).isEqualTo(to);
        assertThat(compute.minNodes()).isEqualTo(1);
        assertThat(compute.maxNodes()).isEqualTo(8);
        assertThat(compute.idle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(compute.modifiedByName()).isEqualTo("Bruno");
        assertThat(compute.createdByName()).isEqualTo("Ana");
    }

    @Test
    void scaleOfADeletedClusterIsRejected() {
        var compute = in(ProvisioningState.Deleting);
        assertThatThrownBy(() -> compute.requestScale(LARGER, "Bruno", LATER))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(compute.provisioningState()).isEqualTo(ProvisioningState.Deleting);
        assertThat(compute.maxNodes()).isZero();
    }

    @Test
    void deletionWantsNoNodesAndTakesNoJobs() {
        var compute = aCluster().nodes(2, 4).succeeded();
        compute.requestDelete("Bruno", LATER);
        assertThat(compute.minNodes()).isZero();
        assertThat(compute.maxNodes()).isZero();
        assertThat(compute.accepts()).isFalse();
    }

    @Test
    void deletionAskedAgainChangesNothing() {
        var compute = in(ProvisioningState.Deleting);
        compute.requestDelete("Vera", LATER.plusSeconds(1));
        assertThat(compute.modifiedByName()).isEqualTo("Bruno");
        assertThat(compute.modifiedAt()).isEqualTo(LATER);
    }

    @Test
    void theAllocationStateChangesItsTimeOnlyWhenItChanges() {
        var compute = aCluster().succeeded();
        compute.scaled(2, 2, AllocationState.Resizing, Message.NONE, LATER);
        compute.scaled(3, 3, AllocationState.Resizing, Message.NONE, LATER.plusSeconds(9));
        assertThat(compute.allocationStateAt()).isEqualTo(LATER);
        assertThat(compute.demandNodes()).isEqualTo(3);
    }

    private static AmlCompute in(ProvisioningState state) {
        var compute = aCluster().creating();
        if (state != ProvisioningState.Creating) {
            compute.settled();
        }
        switch (state) {
            case Creating, Succeeded -> {}
            case Updating -> compute.requestScale(new ScaleSettings(0, 3, Duration.ZERO), "Ana", SampleWorkspace.AT);
            case Deleting -> compute.requestDelete("Bruno", LATER);
            case Failed -> throw new AssertionError("no verb leads there");
        }
        assertThat(compute.provisioningState()).isEqualTo(state);
        return compute;
    }
}
