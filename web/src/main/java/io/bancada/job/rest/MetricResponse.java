package io.bancada.job.rest;

import io.bancada.job.service.Metric;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One value that a job wrote. */
record MetricResponse(
        String name,
        double value,
        @Nullable Long step,
        @Nullable Instant timestamp) {
    static MetricResponse from(Metric m) {
        return new MetricResponse(
                m.name(), m.value(), m.step().orElse(null), m.timestamp().orElse(null));
    }
}
