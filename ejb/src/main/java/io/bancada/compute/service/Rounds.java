package io.bancada.compute.service;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes rounds one after the other, each when the one before said, or earlier when it is called for. */
final class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final ScheduledExecutorService timer;
    private final String subject;
    private final Supplier<Duration> round;
    private @Nullable ScheduledFuture<?> next;
    private Duration wanted = LONGEST;
    private boolean underWay;
    private boolean stopped;

    /**
     * Makes no round before {@link #after} is called.
     *
     * @param subject what is looked at, for the log
     * @param round gives how long from its end until the next one is due; a failure is logged, and tried again
     */
    Rounds(ScheduledExecutorService timer, String subject, Supplier<Duration> round) {
        this.timer = timer;
        this.subject = subject;
        this.round = round;
    }

    /** Makes a round after so long, unless one comes earlier anyway; never while another is under way. */
    synchronized void after(Duration pause) {
        if (underWay) {
            wanted = wanted.compareTo(pause) < 0 ? wanted : pause;
            return;
        }
        var earlier = next != null && next.getDelay(TimeUnit.MILLISECONDS) <= pause.toMillis();
        if (stopped || earlier) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        next = timer.schedule(this::make, pause.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    /** Makes no more rounds; one that is under way ends by itself. */
    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void make() {
        if (!begin()) {
            return;
        }
        var pause = AFTER_TROUBLE;
        try {
            pause = round.get();
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s could not be looked at; trying again", subject);
        } finally {
            end(pause);
        }
    }

    private synchronized boolean begin() {
        next = null;
        if (stopped || underWay) { // one that was cancelled too late
            return false;
        }
        underWay = true;
        wanted = LONGEST;
        return true;
    }

    private synchronized void end(Duration pause) {
        underWay = false;
        after(pause.compareTo(wanted) < 0 ? pause : wanted);
    }
}
