package io.bancada.compute.rest;

import io.bancada.compute.model.SetupRun;
import io.bancada.compute.service.SetupRunDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run of a setup script; its log is below its number. */
record SetupRunResponse(
        String name,
        String script,
        SetupRun.Outcome outcome,
        @Nullable String message,
        Instant startTime,
        @Nullable Instant endTime) {
    static SetupRunResponse from(SetupRunDetails run) {
        return new SetupRunResponse(
                Long.toString(run.number()),
                switch (run.phase()) {
                    case Creation -> "creationScript";
                    case Startup -> "startupScript";
                },
                run.outcome(),
                run.message().isEmpty() ? null : run.message().english(),
                run.startedAt(),
                run.endedAt().orElse(null));
    }
}
