package io.bancada.cost.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Prices that no catalogue has: {@code bancada.cost.disk-gib-month}, US dollars for a GiB of disk in a month of 730 hours,
 * 0 to 1000, default 0.15. A bad value stops the deployment.
 */
@ApplicationScoped
public class CostConfig {
    static final BigDecimal DEFAULT_DISK = new BigDecimal("0.15");
    private static final String DISK = "bancada.cost.disk-gib-month";
    private static final BigDecimal MOST = BigDecimal.valueOf(1000);
    private static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
    private static final int PLACES = 9;

    private final BigDecimal diskGibMonth;

    public CostConfig() {
        this(ConfigProvider.getConfig());
    }

    CostConfig(Config config) {
        this(config.getOptionalValue(DISK, Double.class)
                .map(BigDecimal::valueOf)
                .orElse(DEFAULT_DISK));
    }

    public CostConfig(BigDecimal diskGibMonth) {
        if (diskGibMonth.signum() < 0 || diskGibMonth.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(DISK + " is " + diskGibMonth + "; give 0 to " + MOST + " US dollars");
        }
        this.diskGibMonth = diskGibMonth;
    }

    /** US dollars by the hour for a disk of so many bytes, whatever lies on it. */
    BigDecimal diskPerHour(long bytes) {
        return diskGibMonth
                .multiply(BigDecimal.valueOf(bytes))
                .divide(GIB.multiply(HOURS_PER_MONTH), PLACES, RoundingMode.HALF_UP);
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}
}
