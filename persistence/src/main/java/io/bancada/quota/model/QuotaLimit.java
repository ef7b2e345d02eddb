package io.bancada.quota.model;

import io.bancada.catalog.model.VmPriority;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A limit on cores in a location: in total ({@code family} = {@link #TOTAL}) or of one VM family; dedicated cores by
 * family, low-priority cores in total only (H6, H11).
 */
@Entity
@Table(name = "quota_limit")
public class QuotaLimit {
    /** The family of the limit on all families together. */
    public static final String TOTAL = "*";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "quota_limit_seq")
    @SequenceGenerator(name = "quota_limit_seq", sequenceName = "quota_limit_seq", allocationSize = 50)
    private Long id;

    @Column(name = "location", nullable = false)
    private String location;

    @Column(name = "family", nullable = false)
    private String family;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "vm_priority", nullable = false)
    private VmPriority vmPriority;

    @Column(name = "cores", nullable = false)
    private long cores;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected QuotaLimit() {}

    public QuotaLimit(String location, String family, VmPriority vmPriority, long cores) {
        this.location = location;
        this.family = family;
        this.vmPriority = vmPriority;
        this.cores = cores;
    }

    /** Sets the limit; what is reserved above it stays reserved, only new reservations are refused (R12). */
    public void limitTo(long newCores) {
        cores = newCores;
    }

    public Long id() {
        return id;
    }

    public String location() {
        return location;
    }

    public String family() {
        return family;
    }

    public VmPriority vmPriority() {
        return vmPriority;
    }

    public long cores() {
        return cores;
    }
}
