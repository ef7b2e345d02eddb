package io.bancada.job.service;

import java.nio.file.Path;

/**
 * A CDI event: a job's rows are gone, and so should be what it left.
 *
 * @param job number of its row
 * @param directory its folder in the workspace share, which may not be there
 */
public record JobDeleted(long job, Path directory) {}
