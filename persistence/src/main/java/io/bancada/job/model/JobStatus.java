package io.bancada.job.model;

import java.util.EnumSet;
import java.util.Set;

/** Those of ARM's job states that a command job goes through. */
public enum JobStatus {
    Queued,
    Starting,
    Running,
    CancelRequested,
    Completed,
    Failed,
    Canceled;

    /** The states that may follow this one. */
    public Set<JobStatus> next() {
        return switch (this) {
            case Queued -> EnumSet.of(Starting, Canceled, Failed);
            case Starting -> EnumSet.of(Running, Queued, CancelRequested, Completed, Failed);
            case Running -> EnumSet.of(Queued, CancelRequested, Completed, Failed);
            case CancelRequested -> EnumSet.of(Canceled, Completed, Failed);
            case Completed, Failed, Canceled -> EnumSet.noneOf(JobStatus.class);
        };
    }

    /** Whether nothing follows. */
    public boolean terminal() {
        return next().isEmpty();
    }
}
