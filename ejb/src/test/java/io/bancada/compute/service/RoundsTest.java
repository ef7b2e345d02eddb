package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration FAR = Duration.ofHours(1);

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(4);
    private final Semaphore made = new Semaphore(0);

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    @Test
    void nextTurnComesWhenTheLastOneSaid() throws InterruptedException {
        var rounds = new Rounds(timer, "nothing", () -> {
            made.release();
            return Duration.ofMillis(1);
        });
        rounds.after(Duration.ZERO);
        assertThat(made.tryAcquire(5, 10, TimeUnit.SECONDS)).isTrue();
        rounds.stop();
    }

    @Test
    void turnComesEarlierWhenItIsCalledFor() throws InterruptedException {
        var rounds = new Rounds(timer, "nothing", () -> {
            made.release();
            return FAR;
        });
        rounds.after(FAR);
        rounds.after(Duration.ZERO);
        assertThat(made.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();
        rounds.after(Duration.ZERO);
        assertThat(made.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneThatFailsIsFollowedByAnother() throws InterruptedException {
        var rounds = new Rounds(timer, "nothing", () -> {
            made.release();
            throw new IllegalStateException("as it must");
        });
        rounds.after(Duration.ZERO);
        assertThat(made.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
        rounds.stop();
    }

    @Test
    void callDuringATurnIsAnsweredAfterIt() throws InterruptedException {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var called = new CountDownLatch(1);
        var rounds = new Rounds(timer, "nothing", () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            made.release();
            await(called);
            atOnce.decrementAndGet();
            return FAR;
        });
        rounds.after(Duration.ZERO);
        assertThat(made.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();
        rounds.after(Duration.ZERO);
        rounds.after(FAR);
        called.countDown();
        assertThat(made.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void noneComesAfterTheStop() {
        var rounds = new Rounds(timer, "nothing", () -> FAR);
        rounds.stop();
        rounds.after(Duration.ZERO);
        assertThat(timer.shutdownNow()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
