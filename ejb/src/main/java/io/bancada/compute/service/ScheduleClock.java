package io.bancada.compute.service;

import io.bancada.error.BancadaException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Has schedules done whose time has come. What is due stands in the rows, so that a server that comes back knows; where
 * several servers look at once, the lock of the instance's row lets one do it and the others see that it is done.
 */
@ApplicationScoped
public class ScheduleClock {
    private static final Logger LOG = Logger.getLogger(ScheduleClock.class);

    private final ScheduleRows rows;
    private final AtomicBoolean underWay = new AtomicBoolean();

    @Inject
    public ScheduleClock(ScheduleRows rows) {
        this.rows = rows;
    }

    @SuppressWarnings("NullAway")
    protected ScheduleClock() {
        this(null);
    }

    /** Does all that is due. Nothing happens while an earlier call is at it. */
    public void tick() {
        if (underWay.compareAndSet(false, true)) {
            try {
                for (var due = rows.due(0); !due.isEmpty(); due = rows.due(due.get(due.size() - 1))) {
                    due.forEach(this::fireAll);
                }
            } finally {
                underWay.set(false);
            }
        }
    }

    /** A failure concerns one instance; its rows are as before, and the next tick tries again. */
    private void fireAll(long computeId) {
        try {
            while (fire(computeId)) {
                LOG.debugf("a schedule of instance %d is done", computeId);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "a schedule of instance %d could not be done; it is tried again", computeId);
        }
    }

    private boolean fire(long computeId) {
        try {
            return rows.fire(computeId);
        } catch (BancadaException e) {
            LOG.infof("a schedule of instance %d is refused: %s", computeId, e.getMessage());
            rows.refuse(computeId, e);
            return true;
        }
    }
}
