package io.bancada.audit.model;

import io.bancada.access.model.Caller;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Who did what: one row for each change, written in the transaction that made it. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_entry_seq")
    @SequenceGenerator(name = "audit_entry_seq", sequenceName = "audit_entry_seq", allocationSize = 50)
    private Long id;

    @Column(name = "at", nullable = false)
    private Instant at;

    @Column(name = "subject", nullable = false)
    private String subject;

    @Column(name = "user_name", nullable = false)
    private String userName;

    @Column(name = "client", nullable = false)
    private String client;

    @Column(name = "action", nullable = false)
    private String action;

    @Column(name = "resource_id", nullable = false)
    private String resourceId;

    @Column(name = "detail", nullable = false)
    private String detail;

    @SuppressWarnings("NullAway.Init")
    protected AuditEntry() {}

    public AuditEntry(Caller caller, String action, String resourceId, String detail, Instant at) {
        this.at = at;
        this.subject = caller.subject();
        this.userName = caller.userName();
        this.client = caller.client();
        this.action = action;
        this.resourceId = resourceId;
        this.detail = detail;
    }

    public Long id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    public String subject() {
        return subject;
    }

    public String userName() {
        return userName;
    }

    public String client() {
        return client;
    }

    public String action() {
        return action;
    }

    public String resourceId() {
        return resourceId;
    }

    public String detail() {
        return detail;
    }
}
