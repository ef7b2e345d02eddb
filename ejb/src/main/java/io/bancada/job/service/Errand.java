package io.bancada.job.service;

import java.util.Optional;

/** What is to be done with a process at its node. May be done again at any time. */
record Errand(ProcessRef process, Kind kind) {
    /** From a process that has found its node to one that is no longer wanted; none goes back. */
    enum Kind {
        START,
        WATCH,
        END
    }

    /** What was seen; empty while nothing new is known. */
    Optional<ProcessObservation> act(ProcessDriver driver) {
        return switch (kind) {
            // a short one may have ended by the time that its start is asked for again
            case START, WATCH -> driver.look(process);
            case END -> driver.end(process);
        };
    }
}
