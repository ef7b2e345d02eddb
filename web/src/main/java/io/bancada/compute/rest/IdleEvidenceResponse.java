package io.bancada.compute.rest;

import io.bancada.compute.model.EvidenceKind;
import io.bancada.compute.model.IdleRecord;
import io.bancada.compute.service.IdleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a compute instance stands with regard to being stopped when idle.
 *
 * @param idleTimeBeforeShutdown null for ever
 * @param activeAt the last sign of work
 * @param stopAt when it is stopped if nothing is seen of work until then
 * @param keepRunningUntil until when its person wants it, whatever happens
 * @param evidence the last sign of each kind, newest first
 */
record IdleEvidenceResponse(
        IdleStatus.Phase phase,
        @Nullable Duration idleTimeBeforeShutdown,
        @Nullable Instant activeAt,
        @Nullable Instant stopAt,
        @Nullable Instant keepRunningUntil,
        Duration keepRunningMaximum,
        List<Sign> evidence) {
    record Sign(EvidenceKind kind, Instant at, String detail) {}

    static IdleEvidenceResponse from(IdleStatus s) {
        return new IdleEvidenceResponse(
                s.phase(),
                s.idleTime().orElse(null),
                s.known().map(IdleRecord::activeAt).orElse(null),
                s.stopAt().orElse(null),
                s.known().flatMap(IdleRecord::keepUntil).orElse(null),
                s.keepRunningMaximum(),
                s.known().stream()
                        .flatMap(known -> known.evidence().stream())
                        .map(e -> new Sign(e.kind(), e.at(), e.detail().english()))
                        .toList());
    }
}
