package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.model.ComputeBuilder;
import io.bancada.compute.service.ClusterScaler.Scaled;
import io.bancada.compute.service.ScalePlan;
import io.bancada.compute.service.ScalePlan.Limit;
import io.bancada.job.model.JobReason;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitReasonTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final AmlCompute cpu = ComputeBuilder.aCluster().nodes(0, 4).succeeded();

    @Test
    void aFullQuotaIsSaidWithItsLine() {
        assertThat(WaitReason.of(cpu, scaled(Limit.QUOTA, "standardDv2Family: 8 of 8 cores used"), List.of(node(""))))
                .isEqualTo(
                        new WaitReason(JobReason.QuotaExceeded, Message.text("standardDv2Family: 8 of 8 cores used")));
    }

    @Test
    void aClusterAtItsMaximumIsNamed() {
        var reason = WaitReason.of(cpu, scaled(Limit.MAXIMUM, ""), List.of());
        assertThat(reason.reason()).isEqualTo(JobReason.ClusterAtMaximum);
        assertThat(reason.message()).asString().contains("4 nodes").contains("'cpu'");
    }

    @Test
    void nodesThatAreComingAreCounted() {
        assertThat(WaitReason.of(cpu, scaled(Limit.NONE, ""), List.of()).message())
                .hasToString("Waiting for a node.");
        assertThat(WaitReason.of(cpu, scaled(Limit.NONE, ""), List.of(node(""))))
                .isEqualTo(new WaitReason(JobReason.WaitingForNode, Message.of("job.waitsForNodes", 1)));
        assertThat(WaitReason.of(cpu, scaled(Limit.MAXIMUM, ""), List.of(node(""), node("")))
                        .message())
                .hasToString("Waiting for 2 nodes to be prepared.");
    }

    @Test
    void aHostWithoutRoomSaysSoItself() {
        assertThat(WaitReason.of(cpu, scaled(Limit.NONE, ""), List.of(node(""), node("3 of 4 cores are taken."))))
                .isEqualTo(new WaitReason(JobReason.InsufficientCapacity, Message.text("3 of 4 cores are taken.")));
    }

    @Test
    void aJobThatIsTooLargeIsToldTheMaximum() {
        var reason = WaitReason.tooLarge("cpu", 4);
        assertThat(reason.reason()).isEqualTo(JobReason.NeedsMoreNodesThanMaximum);
        assertThat(reason.message()).asString().contains("4");
    }

    private static Scaled scaled(Limit limit, String reason) {
        return new Scaled(new ScalePlan(0, List.of(), 0, false, limit, Optional.empty()), Message.text(reason));
    }

    private static Node node(String waits) {
        var node = new Node(7, "group", "local", "Standard_D2_v2", VmPriority.Dedicated, AT);
        node.waits(Message.text(waits));
        return node;
    }
}
