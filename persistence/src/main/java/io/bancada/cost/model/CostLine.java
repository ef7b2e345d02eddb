package io.bancada.cost.model;

import io.bancada.compute.model.Compute;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One line of the ledger: a span of time in which something of a compute cost one price. It outlives the compute. */
@Entity
@Table(name = "cost_line")
public class CostLine {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "cost_line_seq")
    @SequenceGenerator(name = "cost_line_seq", sequenceName = "cost_line_seq", allocationSize = 50)
    private Long id;

    @Column(name = "workspace_uid", nullable = false)
    private UUID workspaceUid;

    @Column(name = "workspace_name", nullable = false)
    private String workspaceName;

    @Column(name = "compute_uid", nullable = false)
    private UUID computeUid;

    @Column(name = "compute_name", nullable = false)
    private String computeName;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "kind", nullable = false)
    private CostKind kind;

    @Column(name = "item", nullable = false)
    private String item;

    @Column(name = "person", nullable = false)
    private String person;

    @Column(name = "hourly_rate")
    private @Nullable BigDecimal hourlyRate;

    @Column(name = "began_at", nullable = false)
    private Instant beganAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected CostLine() {}

    /** Begins to cost now. */
    public CostLine(Compute compute, Charge charge, Instant at) {
        this.workspaceUid = compute.workspace().uid();
        this.workspaceName = compute.workspace().name();
        this.computeUid = compute.uid();
        this.computeName = compute.name();
        this.kind = charge.kind();
        this.item = charge.item();
        this.person = charge.person();
        this.hourlyRate = charge.hourlyRate().orElse(null);
        this.beganAt = at;
    }

    /** Costs no more; never before it began, whatever clocks say. */
    public void end(Instant at) {
        endedAt = at.isBefore(beganAt) ? beganAt : at;
    }

    public Charge charge() {
        return new Charge(kind, item, person, Optional.ofNullable(hourlyRate));
    }

    public CostSpan span() {
        return new CostSpan(charge(), beganAt, Optional.ofNullable(endedAt));
    }

    public Long id() {
        return id;
    }
}
