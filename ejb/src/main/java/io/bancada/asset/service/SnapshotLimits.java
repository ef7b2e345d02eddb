package io.bancada.asset.service;

/**
 * How much code one version may hold, files that are ignored not counted.
 *
 * @param maxBytes of all files together
 * @param maxFileBytes of one file: it may be all of them
 * @param maxFiles how many
 */
public record SnapshotLimits(long maxBytes, long maxFileBytes, int maxFiles) {
    static SnapshotLimits of(SnapshotConfig config) {
        return new SnapshotLimits(config.maxBytes(), config.maxBytes(), config.maxFiles());
    }
}
