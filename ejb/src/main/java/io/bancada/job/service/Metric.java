package io.bancada.job.service;

import java.time.Instant;
import java.util.Optional;

/**
 * One value that a job wrote to its metrics file.
 *
 * @param name MLflow-style name, such as {@code val/loss}
 * @param value a finite number
 * @param step the epoch or step that it belongs to
 * @param timestamp when it was written
 */
public record Metric(String name, double value, Optional<Long> step, Optional<Instant> timestamp) {}
