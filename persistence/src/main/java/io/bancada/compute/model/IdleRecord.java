package io.bancada.compute.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the work on a compute instance, and survives a restart of the server.
 *
 * @param activeAt the last sign of work
 * @param lookedAt the last look, whatever it found
 * @param watchedSince since when looks have followed each other without a longer pause
 * @param blindSince since when not everything could be looked at; empty while all could be
 * @param keepUntil until when its person wants it to run, whatever happens
 * @param evidence the last sign of each kind, newest first
 */
public record IdleRecord(
        Instant activeAt,
        Instant lookedAt,
        Instant watchedSince,
        Optional<Instant> blindSince,
        Optional<Instant> keepUntil,
        List<Evidence> evidence) {
    public IdleRecord {
        evidence = List.copyOf(evidence);
    }

    /** Nothing is known before now. */
    public static IdleRecord begun(Instant now) {
        return new IdleRecord(now, now, now, Optional.empty(), Optional.empty(), List.of());
    }

    /** With what a look has found. */
    public IdleRecord with(List<Evidence> found) {
        Map<EvidenceKind, Evidence> last = new EnumMap<>(EvidenceKind.class);
        evidence.forEach(e -> last.put(e.kind(), e));
        found.forEach(e -> last.merge(e.kind(), e, (was, now) -> now.at().isBefore(was.at()) ? was : now));
        var newest = last.values().stream()
                .sorted(Comparator.comparing(Evidence::at).reversed())
                .toList();
        var active =
                newest.stream().map(Evidence::at).max(Comparator.naturalOrder()).orElse(activeAt);
        return new IdleRecord(
                active.isAfter(activeAt) ? active : activeAt, lookedAt, watchedSince, blindSince, keepUntil, newest);
    }

    /** As of a look. */
    public IdleRecord looked(Instant now, Instant watched, Optional<Instant> blind) {
        return new IdleRecord(activeAt, now, watched, blind, keepUntil, evidence);
    }

    /** Its person wants it until then. */
    public IdleRecord kept(Instant until) {
        return new IdleRecord(activeAt, lookedAt, watchedSince, blindSince, Optional.of(until), evidence);
    }
}
