package io.bancada.compute.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
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
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final Duration BUSY = Duration.ofMillis(100);

    private InstanceApps apps;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    public InstanceAppTimer(InstanceApps apps) {
        this.apps = apps;
    }

    protected InstanceAppTimer() {}

    @PostConstruct
    void start() {
        after(USUAL, apps, timer);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the turn itself answers for what goes wrong in it
    private static void after(Duration pause, InstanceApps apps, ManagedScheduledExecutorService timer) {
        try {
            timer.schedule(() -> turn(apps, timer), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the server stops", e);
        }
    }

    private static void turn(InstanceApps apps, ManagedScheduledExecutorService timer) {
        try {
            apps.round();
        } catch (RuntimeException e) {
            LOG.warn("the apps of instances could not be looked at; trying again", e);
        }
        after(apps.isBusy() ? BUSY : USUAL, apps, timer);
    }
}
