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

/** The clock of {@link InstanceApps}: a round when the one before said, or earlier when something has moved. */
@Singleton
@Startup
@DependsOn("FirstStart")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway") // it takes @PostConstruct for the place where fields are set; the constructor sets them
public class InstanceAppTimer {
    private InstanceApps apps;
    private Rounds rounds;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    public InstanceAppTimer(InstanceApps apps) {
        this.apps = apps;
    }

    protected InstanceAppTimer() {}

    @PostConstruct
    void start() {
        rounds = new Rounds(timer, "the apps of instances", apps::round);
        apps.wakes(() -> rounds.after(Duration.ZERO));
        rounds.after(Duration.ZERO);
    }

    @PreDestroy
    void stop() {
        rounds.stop();
    }
}
