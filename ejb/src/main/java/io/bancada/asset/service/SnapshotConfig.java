package io.bancada.asset.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How much code one version may hold: {@code bancada.snapshot.max-bytes} (default 314572800, that is 300 MiB),
 * {@code bancada.snapshot.max-files} (default 2000) and {@code bancada.snapshot.max-duration} (default {@code PT5M}, how
 * long taking it over may last). A bad value stops the deployment.
 */
@ApplicationScoped
public class SnapshotConfig {
    static final long DEFAULT_BYTES = 300L << 20;
    static final int DEFAULT_FILES = 2000;
    static final Duration DEFAULT_DURATION = Duration.ofMinutes(5);

    /** How many entries an upload may list for each file that may be kept: ignored folders are large. */
    private static final int LISTED_PER_FILE = 50;

    private final long maxBytes;
    private final int maxFiles;
    private final Duration maxDuration;

    public SnapshotConfig() {
        this(ConfigProvider.getConfig());
    }

    SnapshotConfig(Config config) {
        this(
                config.getOptionalValue("bancada.snapshot.max-bytes", Long.class)
                        .orElse(DEFAULT_BYTES),
                config.getOptionalValue("bancada.snapshot.max-files", Integer.class)
                        .orElse(DEFAULT_FILES),
                config.getOptionalValue("bancada.snapshot.max-duration", Duration.class)
                        .orElse(DEFAULT_DURATION));
    }

    public SnapshotConfig(long maxBytes, int maxFiles, Duration maxDuration) {
        if (maxBytes < 1 || maxFiles < 1 || maxFiles > 1_000_000 || maxDuration.isNegative() || maxDuration.isZero()) {
            throw new IllegalArgumentException(
                    "bancada.snapshot.max-bytes, max-files (up to 1000000) and max-duration must be above zero");
        }
        this.maxBytes = maxBytes;
        this.maxFiles = maxFiles;
        this.maxDuration = maxDuration;
    }

    /** Bytes of all files that are kept. */
    public long maxBytes() {
        return maxBytes;
    }

    /** Files that are kept. */
    public int maxFiles() {
        return maxFiles;
    }

    /** How long taking over one upload may last. */
    public Duration maxDuration() {
        return maxDuration;
    }

    /** Entries that an upload may list, ignored ones and folders included. */
    public int maxListed() {
        return maxFiles * LISTED_PER_FILE;
    }
}
