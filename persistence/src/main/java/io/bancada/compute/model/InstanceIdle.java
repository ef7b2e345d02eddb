package io.bancada.compute.model;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row of what is known of the work on a compute instance that is to stop when idle. */
@Entity
@Table(name = "instance_idle")
public class InstanceIdle {
    @Id
    @Column(name = "compute_id")
    private Long computeId;

    @Column(name = "active_at", nullable = false)
    private Instant activeAt;

    @Column(name = "looked_at", nullable = false)
    private Instant lookedAt;

    @Column(name = "watched_since", nullable = false)
    private Instant watchedSince;

    @Column(name = "blind_since")
    private @Nullable Instant blindSince;

    @Column(name = "keep_until")
    private @Nullable Instant keepUntil;

    @Column(name = "evidence", nullable = false)
    @Convert(converter = EvidenceConverter.class)
    private List<Evidence> evidence;

    @SuppressWarnings("NullAway.Init")
    protected InstanceIdle() {}

    @SuppressWarnings("NullAway.Init") // put sets the rest
    InstanceIdle(long computeId, IdleRecord record) {
        this.computeId = computeId;
        put(record);
    }

    IdleRecord record() {
        return new IdleRecord(
                activeAt,
                lookedAt,
                watchedSince,
                Optional.ofNullable(blindSince),
                Optional.ofNullable(keepUntil),
                evidence);
    }

    final void put(IdleRecord record) {
        activeAt = record.activeAt();
        lookedAt = record.lookedAt();
        watchedSince = record.watchedSince();
        blindSince = record.blindSince().orElse(null);
        keepUntil = record.keepUntil().orElse(null);
        evidence = record.evidence();
    }
}
