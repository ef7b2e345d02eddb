package io.bancada.access.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A principal holds a role at a scope. */
@Entity
@Table(name = "role_assignment")
public class RoleAssignment {
    /** Who can hold a role. */
    public enum PrincipalType {
        User,
        Group,
        ServicePrincipal
    }

    @Id
    private UUID name;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "principal_type", nullable = false)
    private PrincipalType principalType;

    /** Subject (object id) of a person or of a client's own account, name of a group. */
    @Column(name = "principal", nullable = false)
    private String principal;

    @Column(name = "role_name", nullable = false)
    private String role;

    @Column(name = "scope", nullable = false)
    private String scope;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected RoleAssignment() {}

    public RoleAssignment(
            UUID name, PrincipalType principalType, String principal, String role, Scope scope, Instant at) {
        this.name = name;
        this.principalType = principalType;
        this.principal = principal;
        this.role = role;
        this.scope = scope.id();
        this.createdAt = at;
    }

    public UUID name() {
        return name;
    }

    /** Name (UUID) of the {@link RoleDefinition}. */
    public String role() {
        return role;
    }

    public Scope scope() {
        return new Scope(scope);
    }

    public String principal() {
        return principal;
    }

    public PrincipalType principalType() {
        return principalType;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
