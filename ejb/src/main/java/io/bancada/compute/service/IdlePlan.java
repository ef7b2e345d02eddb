package io.bancada.compute.service;

import io.bancada.compute.model.IdleRecord;
import java.time.Instant;

/**
 * What the idle planner decides.
 *
 * @param step what is to be done now
 * @param stopAt when the instance is stopped if nothing is seen of work until then
 * @param noticeAt from when on its person is told
 * @param record what is known now
 */
public record IdlePlan(Step step, Instant stopAt, Instant noticeAt, IdleRecord record) {
    /** What is to be done. */
    public enum Step {
        NONE,
        /** Its person is to be told that it is about to be stopped. */
        NOTICE,
        STOP
    }
}
