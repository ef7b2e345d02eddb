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

/** The clock of {@link SetupRunner}. */
@Singleton
@Startup
@DependsOn("FirstStart")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway") // it takes @PostConstruct for the place where fields are set; the constructor sets them
public class SetupTimer {
    private static final Logger LOG = Logger.getLogger(SetupTimer.class);
    private static final long MILLIS = 500;

    private SetupRunner runner;
    private ScheduledFuture<?> turns;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    public SetupTimer(SetupRunner runner) {
        this.runner = runner;
    }

    protected SetupTimer() {}

    @PostConstruct
    void start() {
        turns = timer.scheduleWithFixedDelay(this::turn, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        turns.cancel(false);
    }

    private void turn() {
        try {
            runner.round();
        } catch (RuntimeException e) {
            LOG.warn("the setup scripts of instances could not be looked at; trying again", e);
        }
    }
}
