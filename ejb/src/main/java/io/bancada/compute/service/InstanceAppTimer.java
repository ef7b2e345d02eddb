package io.bancada.compute.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The clock of {@link InstanceApps}: a round when the one before said, or earlier when something has moved. */
@Singleton
@Startup
@DependsOn("FirstStart")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway") // it takes @PostConstruct for the place where fields are set; the constructor sets them
public class InstanceAppTimer {
    private static final Logger LOG = Logger.getLogger(InstanceAppTimer.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private InstanceApps apps;
    private @Nullable ScheduledFuture<?> turn;
    private boolean stopped;
    private final Object lock = new Object();

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    public InstanceAppTimer(InstanceApps apps) {
        this.apps = apps;
    }

    protected InstanceAppTimer() {}

    @PostConstruct
    void start() {
        apps.wakes(() -> after(Duration.ZERO));
        after(Duration.ZERO);
    }

    @PreDestroy
    void stop() {
        synchronized (lock) {
            stopped = true;
            if (turn != null) {
                turn.cancel(false);
            }
        }
    }

    /** Makes a turn after so long, unless one comes earlier anyway. */
    private void after(Duration pause) {
        synchronized (lock) {
            var earlier = turn != null && turn.getDelay(TimeUnit.MILLISECONDS) <= pause.toMillis();
            if (stopped || earlier) {
                return;
            }
            if (turn != null) {
                turn.cancel(false);
            }
            turn = timer.schedule(this::turn, pause.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    private void turn() {
        synchronized (lock) {
            turn = null;
        }
        var pause = AFTER_TROUBLE;
        try {
            pause = apps.round();
        } catch (RuntimeException e) {
            LOG.warn("the apps of instances could not be looked at; trying again", e);
        }
        after(pause);
    }
}
