package io.bancada.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.catalog.model.Resources;
import io.bancada.message.Message;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link NodeProvider} keeps to. */
public abstract class NodeProviderContract {
    protected static final SizeSpec SMALL = new SizeSpec("STANDARD_D1_V2", new Resources(1, 512, 0));

    protected abstract NodeProvider provider();

    protected abstract Site site();

    /** A size that no machine here can ever have. */
    protected SizeSpec impossible() {
        return new SizeSpec("STANDARD_IMPOSSIBLE", new Resources(100_000, 512, 0));
    }

    protected NodeRequest request(String key) {
        return new NodeRequest(new NodeKey(key), SMALL, "cpu", false);
    }

    protected Machine ready(String key) {
        provider().allocate(site(), request(key));
        Await.until(
                "node " + key + " is ready",
                () -> state(key) == Machine.State.READY,
                () -> provider().find(site(), new NodeKey(key)));
        return provider().find(site(), new NodeKey(key)).orElseThrow();
    }

    private Machine.State state(String key) {
        return provider().find(site(), new NodeKey(key)).orElseThrow().state();
    }

    @Test
    void allocatedNodeBecomesReady() {
        Machine machine = ready("n1");
        assertThat(machine.key()).isEqualTo(new NodeKey("n1"));
        assertThat(machine.address()).isNotEmpty();
    }

    @Test
    void allocatingTwiceGivesOneNode() {
        ready("n1");
        provider().allocate(site(), request("n1"));
        assertThat(provider().list(site())).extracting(Machine::key).containsExactly(new NodeKey("n1"));
    }

    @Test
    void allocatingAtOnceFromManyThreadsGivesOneNode() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> racers = Stream.<Callable<Boolean>>generate(() -> () -> {
                        provider().allocate(site(), request("n1"));
                        return true;
                    })
                    .limit(16)
                    .toList();
            for (var outcome : threads.invokeAll(racers)) {
                assertThat(outcome.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(provider().list(site())).hasSize(1);
    }

    @Test
    void unknownNodeIsNotFound() {
        assertThat(provider().find(site(), new NodeKey("nobody"))).isEmpty();
        assertThatThrownBy(() -> provider().release(site(), new NodeKey("nobody")))
                .isInstanceOf(DriverException.NotFound.class);
    }

    @Test
    void everyNodeIsListed() {
        provider().allocate(site(), request("n1"));
        provider().allocate(site(), request("n2"));
        assertThat(provider().list(site()))
                .extracting(Machine::key)
                .containsExactlyInAnyOrder(new NodeKey("n1"), new NodeKey("n2"));
    }

    @Test
    void releasedNodeIsGoneInTheEnd() {
        ready("n1");
        provider().release(site(), new NodeKey("n1"));
        Await.until(
                "n1 is gone", () -> provider().find(site(), new NodeKey("n1")).isEmpty());
        assertThat(provider().list(site())).isEmpty();
    }

    @Test
    void nodeReleasedBeforeItIsReadyIsGoneInTheEnd() {
        provider().allocate(site(), request("n1"));
        provider().release(site(), new NodeKey("n1"));
        Await.until(
                "n1 is gone", () -> provider().find(site(), new NodeKey("n1")).isEmpty());
    }

    @Test
    void offersAnswerEverySizeInOrder() {
        List<Offer> offers = provider().offers(site(), List.of(impossible(), SMALL));
        assertThat(offers).extracting(Offer::size).containsExactly(impossible().name(), SMALL.name());
        assertThat(offers.get(0).available()).isFalse();
        assertThat(offers.get(0).reason()).isNotEqualTo(Message.NONE);
        assertThat(offers.get(1).available()).isTrue();
        assertThat(offers.get(1).worth().cores()).isPositive();
    }

    @Test
    void impossibleSizeIsRejected() {
        assertThatThrownBy(() ->
                        provider().allocate(site(), new NodeRequest(new NodeKey("n1"), impossible(), "cpu", false)))
                .isInstanceOf(DriverException.Rejected.class);
        assertThat(provider().find(site(), new NodeKey("n1"))).isEmpty();
    }
}
