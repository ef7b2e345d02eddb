package io.bancada.job.service;

import java.time.Duration;
import java.util.Optional;

/**
 * What the jobs of a compute can look forward to.
 *
 * @param why why those that could be placed wait
 * @param lookAgainAfter when time alone will change the plan
 */
record Outlook(WaitReason why, Optional<Duration> lookAgainAfter) {}
