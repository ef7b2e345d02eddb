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

/** The clock of {@link WarmPool}: a round when the one before said, or earlier when something has moved. */
@Singleton
@Startup
@DependsOn("FirstStart")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway") // it takes @PostConstruct for the place where fields are set; the constructor sets them
public class WarmPoolTimer {
    /** A new one is not made while the person who took the last one waits for their app. */
    private static final Duration IN_PEACE = Duration.ofSeconds(3);

    private WarmPool pool;
    private Rounds rounds;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    public WarmPoolTimer(WarmPool pool) {
        this.pool = pool;
    }

    protected WarmPoolTimer() {}

    @PostConstruct
    void start() {
        rounds = new Rounds(timer, "the machines that stand ready", pool::round);
        pool.wakes(() -> rounds.after(IN_PEACE));
        rounds.after(Duration.ZERO);
    }

    @PreDestroy
    void stop() {
        rounds.stop();
    }
}
