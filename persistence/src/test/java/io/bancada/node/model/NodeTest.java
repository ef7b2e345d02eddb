package io.bancada.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.catalog.model.VmPriority;
import io.bancada.message.Message;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = AT.plusSeconds(60);

    // no verb leads to preempted yet: no driver that can take nodes away is there
    private static final EnumSet<NodeState> REACHED = EnumSet.complementOf(EnumSet.of(NodeState.preempted));

    @Test
    void onlyAPreparingNodeBecomesReady() {
        verb(EnumSet.of(NodeState.preparing), NodeState.idle, node -> node.ready("10.0.0.9", LATER));
    }

    @Test
    void onlyAnIdleNodeTakesUpWork() {
        verb(EnumSet.of(NodeState.idle), NodeState.running, node -> node.run("bruno", "other", LATER));
    }

    @Test
    void onlyARunningNodeIsFreed() {
        verb(EnumSet.of(NodeState.running), NodeState.idle, node -> node.free(LATER));
    }

    @Test
    void aNodeThatIsThereOrComingCanFail() {
        verb(
                EnumSet.of(NodeState.preparing, NodeState.idle, NodeState.running),
                NodeState.unusable,
                node -> node.fail(Message.text("lost"), LATER));
    }

    @Test
    void aNodeAtWorkCannotBeStopped() {
        verb(
                EnumSet.of(NodeState.preparing, NodeState.idle, NodeState.unusable),
                NodeState.stopping,
                node -> node.stop(Message.text("asked"), LATER));
    }

    @Test
    void onlyAStoppingNodeHasStopped() {
        verb(EnumSet.of(NodeState.stopping), NodeState.stopped, node -> node.stopped(Message.NONE, LATER));
    }

    @Test
    void onlyAStoppedNodeIsPreparedAgain() {
        verb(EnumSet.of(NodeState.stopped), NodeState.preparing, node -> node.prepareAgain(LATER));
    }

    @Test
    void onlyAPreparingNodeIsWaitedFor() {
        verb(EnumSet.of(NodeState.preparing), NodeState.preparing, node -> node.waits(Message.text("no room")));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"leaving", "preempted"})
    void everyNodeCanBeAskedToLeave(NodeState from) {
        var node = in(from);
        node.leave(Message.text("idle"), LATER);
        assertThat(node.state()).isEqualTo(NodeState.leaving);
        assertThat(node.reason()).hasToString("idle");
        assertThat(node.stateAt()).isEqualTo(LATER);
        assertThat(node.runId()).isEmpty();
    }

    @Test
    void leaveAskedAgainChangesNothing() {
        var node = in(NodeState.leaving);
        var before = facts(node);
        node.leave(Message.text("another reason"), LATER);
        assertThat(facts(node)).isEqualTo(before);
    }

    @Test
    void aFreedNodeRemembersThePersonAndForgetsTheJob() {
        var node = in(NodeState.running);
        node.free(LATER);
        assertThat(node.person()).contains("ana");
        assertThat(node.runId()).isEmpty();
        assertThat(node.readyAt()).contains(AT);
    }

    @Test
    void keysOfNodesAreNeverTheSame() {
        assertThat(fresh().key()).isNotEqualTo(fresh().key()).matches("n-[0-9a-f]{20}");
    }

    @Test
    void nodesThatAreThereOrComingAreCounted() {
        var counts = new NodeCounts(Map.of(
                NodeState.preparing, 1,
                NodeState.idle, 2,
                NodeState.running, 4,
                NodeState.leaving, 8,
                NodeState.unusable, 16,
                NodeState.preempted, 32));
        assertThat(counts.current()).isEqualTo(7);
        assertThat(NodeCounts.NONE.current()).isZero();
    }

    /** The verb leads to the state from where it may, and elsewhere it throws and changes nothing. */
    private static void verb(Set<NodeState> allowed, NodeState to, Consumer<Node> verb) {
        for (var from : REACHED) {
            var node = in(from);
            var before = facts(node);
            if (allowed.contains(from)) {
                verb.accept(node);
                assertThat(node.state()).as("from %s", from).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> verb.accept(node))
                        .as("from %s", from)
                        .isInstanceOf(IllegalStateException.class);
                assertThat(facts(node)).as("from %s", from).isEqualTo(before);
            }
        }
    }

    private static Node in(NodeState state) {
        var node = fresh();
        switch (state) {
            case preparing -> {}
            case idle -> node.ready("10.0.0.1", AT);
            case running -> {
                node.ready("10.0.0.1", AT);
                node.run("ana", "train", AT);
            }
            case leaving -> node.leave(Message.text("idle"), AT);
            case unusable -> node.fail(Message.text("lost"), AT);
            case stopping -> {
                node.ready("10.0.0.1", AT);
                node.stop(Message.text("asked"), AT);
            }
            case stopped -> {
                node.ready("10.0.0.1", AT);
                node.stop(Message.text("asked"), AT);
                node.stopped(Message.NONE, AT);
            }
            case preempted -> throw new AssertionError("no verb leads there");
        }
        return node;
    }

    private static Node fresh() {
        return new Node(7, "group", "local", "Standard_D2_v2", VmPriority.Dedicated, AT);
    }

    private static List<Object> facts(Node node) {
        return List.of(
                node.state(),
                node.reason(),
                node.address(),
                node.person(),
                node.runId(),
                node.stateAt(),
                node.readyAt());
    }
}
