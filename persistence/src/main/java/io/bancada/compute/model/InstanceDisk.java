package io.bancada.compute.model;

import io.bancada.message.Message;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * How full the disk of an instance is, as it was measured last.
 *
 * @param used bytes that were taken; 0 before the first measurement
 * @param most bytes that may be taken, as of then
 * @param level what follows from it
 * @param largest what took most of it, largest first
 * @param measuredAt null before the first measurement
 * @param triedAt the last try to measure it, whatever came of it
 * @param asked whether somebody wants it measured before its time
 */
@Embeddable
public record InstanceDisk(
        @Column(name = "disk_used", nullable = false) long used,
        @Column(name = "disk_most", nullable = false) long most,

        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) @Column(name = "disk_level", nullable = false)
        DiskLevel level,

        @Convert(converter = LargeFilesConverter.class) @Column(name = "disk_largest", nullable = false)
        List<LargeFile> largest,

        @Column(name = "disk_measured_at") @Nullable Instant measuredAt,
        @Column(name = "disk_tried_at") @Nullable Instant triedAt,
        @Column(name = "disk_asked", nullable = false) boolean asked) {
    /** Of an instance that was just asked for. */
    static final InstanceDisk NEW = new InstanceDisk(0, 0, DiskLevel.Normal, List.of(), null, null, false);

    public InstanceDisk {
        largest = List.copyOf(largest);
    }

    /** When it was measured last; empty before the first time. */
    public Optional<Instant> measured() {
        return Optional.ofNullable(measuredAt);
    }

    /** Hundredths of what may be taken, rounded down; can be more than a hundred. */
    public int percent() {
        return most == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, used / (most / 100.0));
    }

    /** What its person should know of it and do; empty while there is room. */
    public Message warning() {
        return switch (level) {
            case Normal -> Message.NONE;
            case Filling -> Message.of("disk.filling", percent());
            case NearlyFull -> Message.of("disk.nearlyFull", percent());
            case Full -> Message.of("disk.full", percent());
        };
    }

    /** As it was found. */
    InstanceDisk found(long newUsed, long newMost, List<LargeFile> newLargest, Instant at) {
        return new InstanceDisk(newUsed, newMost, level.next(newUsed, newMost), newLargest, at, at, false);
    }

    /** It could not be measured. */
    InstanceDisk notFound(Instant at) {
        return new InstanceDisk(used, most, level, largest, measuredAt, at, false);
    }

    /** To be measured soon. */
    InstanceDisk wanted() {
        return new InstanceDisk(used, most, level, largest, measuredAt, triedAt, true);
    }
}
