package io.bancada.compute.rest;

import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.HealthReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an attached machine is, which ARM has no place for.
 *
 * @param state {@code Healthy}, {@code Degraded} or {@code Unknown}
 * @param reason {@code None} where healthy
 * @param message the reason for people; empty where healthy
 * @param checkedAt when it was looked at last
 * @param hostKeyFingerprint of the pinned host key
 */
record MachineHealthResponse(
        String state,
        HealthReason reason,
        String message,
        @Nullable Instant checkedAt,
        String hostKeyFingerprint,
        String system,
        String python,
        int cores,
        long memoryMiB,
        long freeDiskMiB) {
    static MachineHealthResponse from(ComputeDetails c) {
        var machine = c.machine();
        return new MachineHealthResponse(
                switch (machine.health()) {
                    case None -> "Healthy";
                    case NotCheckedYet -> "Unknown";
                    default -> "Degraded";
                },
                machine.health(),
                c.reason().english(),
                machine.checkedAt().orElse(null),
                machine.fingerprint(),
                machine.system(),
                machine.python(),
                machine.cores(),
                machine.memoryMiB(),
                machine.freeMiB());
    }
}
