package io.bancada.job.service;

import io.bancada.job.model.JobDetails;

/**
 * The answer to a submission.
 *
 * @param created whether the job is new
 */
public record Submitted(JobDetails job, boolean created) {}
