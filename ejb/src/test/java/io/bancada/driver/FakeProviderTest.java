package io.bancada.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fake keeps to the contract, and to its script. */
class FakeProviderTest extends StopsNodesContract {
    private final FakeProvider fake = new FakeProvider();
    private final Site here = new Site("fake", Map.of());

    @Override
    protected NodeProvider provider() {
        return fake;
    }

    @Override
    protected Site site() {
        return here;
    }

    @Test
    void scriptedFailuresComeOnceAndInOrder() {
        fake.failNext(FakeProvider.Call.ALLOCATE, () -> new DriverException.InsufficientCapacity(Message.text("full")));
        fake.failNextAfterwards(
                FakeProvider.Call.ALLOCATE, () -> new DriverException.Unavailable(Message.text("answer lost")));
        assertThatThrownBy(() -> fake.allocate(here, request("n1")))
                .isInstanceOf(DriverException.InsufficientCapacity.class);
        assertThat(fake.list(here)).isEmpty();
        assertThatThrownBy(() -> fake.allocate(here, request("n1"))).isInstanceOf(DriverException.Unavailable.class);
        assertThat(fake.list(here)).hasSize(1);
        fake.allocate(here, request("n1"));
        assertThat(fake.list(here)).hasSize(1);
        assertThat(fake.calls(FakeProvider.Call.ALLOCATE)).isEqualTo(3);
    }

    @Test
    void capsulesEndWhenTold() {
        List<NodeChanged> changes = new ArrayList<>();
        fake.onChange(changes::add);
        ready("n1");
        Shell shell = fake.shell(here, new NodeKey("n1"));
        shell.start(Capsules.shell("c1", "anything"));
        assertThat(shell.status(new CapsuleId("c1")).state()).isEqualTo(CapsuleStatus.State.RUNNING);
        changes.clear();
        fake.run(new CapsuleId("c1")).exit(9);
        assertThat(shell.status(new CapsuleId("c1")).exitCode()).hasValue(9);
        assertThat(changes).containsExactly(new NodeChanged(new NodeKey("n1")));
    }

    @Test
    void heldNodesWaitAndLostOnesTakeTheirCapsulesAlong() {
        fake.holdNodes();
        fake.allocate(here, request("n1"));
        NodeKey key = new NodeKey("n1");
        assertThat(fake.find(here, key).orElseThrow().state()).isEqualTo(Machine.State.PENDING);
        fake.makeReady(key);
        Shell shell = fake.shell(here, key);
        shell.start(Capsules.shell("c1", "anything"));
        fake.lose(key, "power failed");
        assertThat(fake.find(here, key).orElseThrow().detail()).hasToString("power failed");
        assertThat(shell.status(new CapsuleId("c1")).end()).contains(CapsuleStatus.End.LOST);
    }

    @Test
    void nodesOverTheCapacityMustWait() {
        fake.capacity(1);
        fake.allocate(here, request("n1"));
        assertThatThrownBy(() -> fake.allocate(here, request("n2")))
                .isInstanceOf(DriverException.InsufficientCapacity.class);
    }
}
