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

    @Column(name = "scope_key", nullable = false)
    private String scopeKey;

    /** The directory's own id of a group, where it is known; a person or client has one id. */
    @Column(name = "principal_id", nullable = false)
    private String principalId;

    /** What people call the principal, as it was when the role was given. */
    @Column(name = "principal_name", nullable = false)
    private String principalName;

    @Column(name = "description", nullable = false)
    private String description;

    @Column(name = "created_by", nullable = false)
    private String createdBy;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected RoleAssignment() {}

    /** An assignment that the product itself makes at its first start. */
    public RoleAssignment(
            UUID name, PrincipalType principalType, String principal, String role, Scope scope, Instant at) {
        this(
                name,
                new Principal(principalType, principal, principal, principal),
                role,
                scope,
                "",
                Caller.SYSTEM.subject(),
                at);
    }

    /**
     * An assignment.
     *
     * @param by object id of who gives the role
     */
    public RoleAssignment(
            UUID name, Principal principal, String role, Scope scope, String description, String by, Instant at) {
        this.name = name;
        this.principalType = principal.type();
        this.principal = principal.key();
        this.principalId = principal.id();
        this.principalName = principal.name();
        this.role = role;
        this.scope = scope.id();
        this.scopeKey = scope.key();
        this.description = description;
        this.createdBy = by;
        this.createdAt = at;
    }

    /** Says something else of itself; all else of an assignment never changes. */
    public void describe(String newDescription) {
        description = newDescription;
    }

    /** Whether it is the caller's own, as a person, through a group or through a client. */
    public boolean isHeldBy(Caller caller) {
        return principalType == PrincipalType.Group
                ? caller.groups().contains(principal)
                : caller.subject().equals(principal);
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

    /** ARM's principalId: object id of a person or client, the directory's id of a group. */
    public String principalId() {
        return principalId;
    }

    public String principalName() {
        return principalName;
    }

    public String description() {
        return description;
    }

    /** Object id of who gave the role; {@code system} for those of the first start. */
    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
