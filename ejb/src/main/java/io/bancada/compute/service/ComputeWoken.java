package io.bancada.compute.service;

/**
 * A CDI event: something about this compute (its settings, its queue, its nodes) was changed, and its planner should
 * look. Observed after the commit; losing it costs only the time to the next tick.
 */
public record ComputeWoken(long computeId) {}
