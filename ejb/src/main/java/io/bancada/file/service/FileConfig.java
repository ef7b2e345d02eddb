package io.bancada.file.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Limits on the files of a share: {@code bancada.files.max-bytes} (default 10737418240, that is 10 GiB: the largest file
 * that can be uploaded), {@code bancada.files.min-free-bytes} (default 268435456: what uploads leave free on the disk),
 * {@code bancada.files.max-uploads} (default 100: of one person, that are not whole), {@code bancada.files.uploads-kept}
 * (default {@code P1D}: how long one that is not gone on with is kept) and {@code bancada.files.max-calls} (default 16: of
 * one person, at the same time). A bad value stops the deployment.
 */
@ApplicationScoped
public class FileConfig {
    private final long maxBytes;
    private final long minFreeBytes;
    private final int maxUploads;
    private final int maxCalls;
    private final Duration uploadsKept;

    public FileConfig() {
        this(ConfigProvider.getConfig());
    }

    FileConfig(Config config) {
        this(
                value(config, "max-bytes", Long.class, 10L << 30),
                value(config, "min-free-bytes", Long.class, 256L << 20),
                value(config, "max-uploads", Integer.class, 100),
                value(config, "max-calls", Integer.class, 16),
                value(config, "uploads-kept", Duration.class, Duration.ofDays(1)));
    }

    FileConfig(long maxBytes, long minFreeBytes, int maxUploads, int maxCalls, Duration uploadsKept) {
        if (maxBytes < 1 || minFreeBytes < 0 || maxUploads < 1 || maxCalls < 1) {
            throw new IllegalArgumentException("bancada.files.max-bytes, max-uploads and max-calls must be 1 or more,"
                    + " min-free-bytes must be 0 or more");
        }
        if (uploadsKept.isNegative() || uploadsKept.isZero()) {
            throw new IllegalArgumentException("bancada.files.uploads-kept must be above zero");
        }
        this.maxBytes = maxBytes;
        this.minFreeBytes = minFreeBytes;
        this.maxUploads = maxUploads;
        this.maxCalls = maxCalls;
        this.uploadsKept = uploadsKept;
    }

    private static <T> T value(Config config, String key, Class<T> type, T standard) {
        return config.getOptionalValue("bancada.files." + key, type).orElse(standard);
    }

    /** Bytes of the largest file that can be uploaded. */
    public long maxBytes() {
        return maxBytes;
    }

    /** Bytes that uploads leave free on the disk. */
    public long minFreeBytes() {
        return minFreeBytes;
    }

    /** Uploads of one person that are not whole. */
    public int maxUploads() {
        return maxUploads;
    }

    /** Calls of one person at the same time. */
    public int maxCalls() {
        return maxCalls;
    }

    /** How long an upload is kept that is not gone on with. */
    public Duration uploadsKept() {
        return uploadsKept;
    }
}
