package io.bancada.job.rest;

import io.bancada.job.service.JobFile;
import java.time.Instant;

/** A file that a job left. */
record JobFileResponse(String path, long bytes, Instant modified) {
    static JobFileResponse from(JobFile f) {
        return new JobFileResponse(f.path(), f.bytes(), f.modified());
    }
}
