package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.job.model.JobReason;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComputeInboxTest {
    private final ComputeInbox inbox = new ComputeInbox();

    @Test
    void onlyOnePassRunsAtATime() {
        assertThat(inbox.claim()).isTrue();
        assertThat(inbox.claim()).isFalse();
    }

    @Test
    void aPassThatNobodyCouldRunIsForWhoeverAsksNext() {
        inbox.claim();
        inbox.abandon();
        assertThat(inbox.claim()).isTrue();
    }

    @Test
    void aPassThatNobodyAskedForAgainIsTheLast() {
        inbox.claim();
        inbox.take();
        assertThat(inbox.release()).isTrue();
        assertThat(inbox.claim()).isTrue();
    }

    @Test
    void whoeverAsksWhileAPassRunsGetsOneMore() {
        inbox.claim();
        inbox.take();
        inbox.claim();
        assertThat(inbox.release()).isFalse();
        inbox.take();
        assertThat(inbox.release()).isTrue();
    }

    @Test
    void mailIsTakenOnce() {
        inbox.put(ProcessObservation.ended(1, JobReason.UserError, "exit code 1"));
        inbox.lookAtEverything();
        var mail = inbox.take();
        assertThat(mail.processes()).hasSize(1);
        assertThat(mail.everything()).isTrue();
        var next = inbox.take();
        assertThat(next.processes()).isEmpty();
        assertThat(next.nodes()).isEmpty();
        assertThat(next.everything()).isFalse();
    }

    @Test
    void underManyWritersNothingIsLostAndPassesNeverOverlap() throws Exception {
        var writers = 8;
        var each = 2_000;
        var inside = new AtomicInteger();
        var taken = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(writers);
        try {
            Callable<Integer> writer = () -> {
                var overlaps = 0;
                for (var i = 0; i < each; i++) {
                    inbox.put(ProcessObservation.ended(i, JobReason.None, ""));
                    if (inbox.claim()) {
                        do {
                            overlaps += inside.incrementAndGet() == 1 ? 0 : 1;
                            taken.addAndGet(inbox.take().processes().size());
                            inside.decrementAndGet();
                        } while (!inbox.release());
                    }
                }
                return overlaps;
            };
            var running = new ArrayList<Future<Integer>>();
            for (var i = 0; i < writers; i++) {
                running.add(pool.submit(writer));
            }
            for (var overlaps : running) {
                assertThat(overlaps.get()).isZero();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(taken.get()).isEqualTo(writers * each);
    }
}
