package io.bancada.compute.rest;

import io.bancada.compute.model.DiskLevel;
import io.bancada.compute.model.LargeFile;
import io.bancada.compute.service.DiskStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How full the disk of a compute instance is.
 *
 * @param usedBytes null before the first measurement
 * @param percent of what may lie there; null before the first measurement
 * @param warning what to do about it; null while there is room
 * @param largest what takes most of it, largest first, below the home; for the instance's person only, else empty
 */
record DiskUseResponse(
        @Nullable Long usedBytes,
        long maxBytes,
        @Nullable Integer percent,
        DiskLevel level,
        @Nullable String warning,
        @Nullable Instant measuredAt,
        List<LargeFile> largest) {
    static DiskUseResponse from(DiskStatus status) {
        var disk = status.disk();
        var known = disk.measured().isPresent();
        return new DiskUseResponse(
                known ? disk.used() : null,
                status.most(),
                known ? disk.percent() : null,
                disk.level(),
                disk.level().warns() ? disk.warning().english() : null,
                disk.measuredAt(),
                status.largest());
    }
}
