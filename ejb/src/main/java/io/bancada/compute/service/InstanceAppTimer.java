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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The clock of {@link InstanceApps}: a round a second, and more often while an app is on its way. */
@Singleton
@Startup
@DependsOn("FirstStart")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway") // it takes @PostConstruct for the place where fields are set; the constructor sets them
public class InstanceAppTimer {
    private static final Logger LOG = Logger.getLogger(InstanceAppTimer.class);
    private static final long BUSY_MILLIS = 100;
    private static final int USUAL_TURNS = 10;

    private InstanceApps apps;
    private ScheduledFuture<?> turns;
    private int idleTurns;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    public InstanceAppTimer(InstanceApps apps) {
        this.apps = apps;
    }

    protected InstanceAppTimer() {}

    @PostConstruct
    void start() {
        turns = timer.scheduleWithFixedDelay(this::turn, BUSY_MILLIS, BUSY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        turns.cancel(false);
    }

    private void turn() {
        if (!apps.isBusy() && ++idleTurns < USUAL_TURNS) {
            return;
        }
        idleTurns = 0;
        try {
            apps.round();
        } catch (RuntimeException e) {
            LOG.warn("the apps of instances could not be looked at; trying again", e);
        }
    }
}
