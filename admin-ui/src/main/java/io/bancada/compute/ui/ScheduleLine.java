package io.bancada.compute.ui;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A schedule of a compute instance as the page shows it.
 *
 * @param what it starts or stops, and when
 * @param zone whose clock is meant
 * @param next when it is due next; empty while it rests, and when it never comes again
 */
public record ScheduleLine(UUID id, String what, String zone, boolean enabled, List<Instant> next) {}
