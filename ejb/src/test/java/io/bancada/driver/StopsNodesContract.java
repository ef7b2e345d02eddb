package io.bancada.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.catalog.model.Resources;
import org.junit.jupiter.api.Test;

/** What every provider keeps to that also {@link StopsNodes}. */
public abstract class StopsNodesContract extends NodeProviderContract {
    private static final NodeKey N1 = new NodeKey("n1");

    @Override
    protected NodeRequest request(String key) {
        return new NodeRequest(new NodeKey(key), SMALL, "cpu", false, true);
    }

    private StopsNodes stops() {
        return (StopsNodes) provider();
    }

    private void is(Machine.State wanted) {
        Await.until(
                "n1 is " + wanted,
                () -> provider()
                        .find(site(), N1)
                        .filter(m -> m.state() == wanted)
                        .isPresent(),
                () -> provider().find(site(), N1));
    }

    @Test
    void stoppedNodeStaysKnownAndComesBack() {
        ready("n1");
        stops().stop(site(), N1);
        is(Machine.State.STOPPED);
        stops().stop(site(), N1);
        assertThat(provider().list(site())).extracting(Machine::state).containsExactly(Machine.State.STOPPED);
        stops().start(site(), N1);
        is(Machine.State.READY);
        stops().start(site(), N1);
        is(Machine.State.READY);
    }

    @Test
    void allocationOfAStoppedNodeDoesNotStartIt() {
        ready("n1");
        stops().stop(site(), N1);
        is(Machine.State.STOPPED);
        provider().allocate(site(), request("n1"));
        is(Machine.State.STOPPED);
    }

    @Test
    void unknownNodeCanBeNeitherStoppedNorStarted() {
        assertThatThrownBy(() -> stops().stop(site(), new NodeKey("nobody")))
                .isInstanceOf(DriverException.NotFound.class);
        assertThatThrownBy(() -> stops().start(site(), new NodeKey("nobody")))
                .isInstanceOf(DriverException.NotFound.class);
    }

    @Test
    void stoppedNodeCanBeReleased() {
        ready("n1");
        stops().stop(site(), N1);
        is(Machine.State.STOPPED);
        provider().release(site(), N1);
        Await.until("n1 is gone", () -> provider().find(site(), N1).isEmpty());
    }

    @Test
    void stoppedNodeTakesAnotherSizeAndNoOtherDoes() {
        ready("n1");
        ResizesNodes resizes = (ResizesNodes) provider();
        SizeSpec larger = new SizeSpec("STANDARD_D2_V2", new Resources(2, 1024, 0));
        assertThatThrownBy(() -> resizes.resize(site(), N1, larger)).isInstanceOf(DriverException.Rejected.class);
        resizes.resize(site(), N1, SMALL);
        stops().stop(site(), N1);
        is(Machine.State.STOPPED);
        assertThatThrownBy(() -> resizes.resize(site(), N1, impossible()))
                .isInstanceOf(DriverException.InsufficientCapacity.class);
        resizes.resize(site(), N1, larger);
        resizes.resize(site(), N1, larger);
        is(Machine.State.STOPPED);
        stops().start(site(), N1);
        is(Machine.State.READY);
        assertThatThrownBy(() -> resizes.resize(site(), new NodeKey("nobody"), larger))
                .isInstanceOf(DriverException.NotFound.class);
    }

    @Test
    void workOnAStoppedNodeEnds() {
        ready("n1");
        Shell shell = ((OpensShells) provider()).shell(site(), N1);
        CapsuleId id = new CapsuleId("c1");
        shell.start(Capsules.shell("c1", "sleep 1000"));
        stops().stop(site(), N1);
        is(Machine.State.STOPPED);
        stops().start(site(), N1);
        is(Machine.State.READY);
        Shell again = ((OpensShells) provider()).shell(site(), N1);
        assertThat(again.status(id).state()).isEqualTo(CapsuleStatus.State.ENDED);
    }
}
