package io.bancada.job.model;

import java.time.Instant;

/** A waiting job as the order of the queue needs it: a queue may be long, and most of its jobs are only looked at. */
public record QueuedJob(long id, String name, String owner, int instanceCount, Instant createdAt) {}
