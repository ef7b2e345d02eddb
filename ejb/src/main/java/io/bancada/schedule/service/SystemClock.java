package io.bancada.schedule.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The clock that everything asks, so that tests can give another. */
@ApplicationScoped
public class SystemClock {
    @Produces
    @Dependent
    Clock clock() {
        return Clock.systemUTC();
    }
}
