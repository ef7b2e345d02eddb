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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Cores that a node holds. Usage is the sum of these rows and nothing else. */
@Entity
@Table(name = "reservation")
public class Reservation {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "reservation_seq")
    @SequenceGenerator(name = "reservation_seq", sequenceName = "reservation_seq", allocationSize = 50)
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

    @Column(name = "workspace_id", nullable = false)
    private long workspaceId;

    @Column(name = "node_id", nullable = false)
    private long nodeId;

    @SuppressWarnings("NullAway.Init")
    protected Reservation() {}

    public Reservation(QuotaKey key, long cores, long workspaceId, long nodeId) {
        this.location = key.location();
        this.family = key.family();
        this.vmPriority = key.priority();
        this.cores = cores;
        this.workspaceId = workspaceId;
        this.nodeId = nodeId;
    }

    public Long id() {
        return id;
    }

    public QuotaKey key() {
        return new QuotaKey(location, family, vmPriority);
    }

    public long cores() {
        return cores;
    }

    public long nodeId() {
        return nodeId;
    }
}
