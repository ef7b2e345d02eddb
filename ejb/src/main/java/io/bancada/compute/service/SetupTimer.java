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

/** The clock of {@link SetupRunner}: a round when the one before said, or earlier when something has moved. */
@Singleton
@Startup
@DependsOn("FirstStart")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway") // it takes @PostConstruct for the place where fields are set; the constructor sets them
public class SetupTimer {
    /** Changes that come together are looked at together. */
    private static final Duration GATHERED = Duration.ofMillis(50);

    private SetupRunner runner;
    private Rounds rounds;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    public SetupTimer(SetupRunner runner) {
        this.runner = runner;
    }

    protected SetupTimer() {}

    @PostConstruct
    void start() {
        rounds = new Rounds(timer, "the setup scripts of instances", runner::round);
        runner.wakes(() -> rounds.after(GATHERED));
        rounds.after(Duration.ZERO);
    }

    @PreDestroy
    void stop() {
        rounds.stop();
    }
}
