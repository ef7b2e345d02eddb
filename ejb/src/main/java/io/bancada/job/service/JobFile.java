package io.bancada.job.service;

import java.time.Instant;

/**
 * A file that a job left.
 *
 * @param path relative to the job's outputs, with {@code /}
 * @param bytes its size
 */
public record JobFile(String path, long bytes, Instant modified) {}
