package io.bancada.asset.rest;

import io.bancada.asset.service.SnapshotLimits;

/**
 * How much code one version may hold, files that are ignored not counted.
 *
 * @param maxBytes of all files together
 * @param maxFileBytes of one file
 */
record SnapshotLimitsResponse(long maxBytes, long maxFileBytes, int maxFiles) {
    static SnapshotLimitsResponse from(SnapshotLimits limits) {
        return new SnapshotLimitsResponse(limits.maxBytes(), limits.maxFileBytes(), limits.maxFiles());
    }
}
