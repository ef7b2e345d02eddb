package io.bancada.access.model;

import io.bancada.json.StringListConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A role that the company has defined (ARM's role definition of type CustomRole). */
@Entity
@Table(name = "custom_role")
public class CustomRole {
    @Id
    private UUID name;

    @Column(name = "role_name", nullable = false)
    private String roleName;

    @Column(name = "role_name_key", nullable = false)
    private String roleNameKey;

    @Column(name = "description", nullable = false)
    private String description;

    @Convert(converter = StringListConverter.class)
    @Column(name = "actions", nullable = false)
    private List<String> actions;

    @Convert(converter = StringListConverter.class)
    @Column(name = "not_actions", nullable = false)
    private List<String> notActions;

    @Convert(converter = StringListConverter.class)
    @Column(name = "assignable_scopes", nullable = false)
    private List<String> assignableScopes;

    @Column(name = "created_by", nullable = false)
    private String createdBy;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "updated_by", nullable = false)
    private String updatedBy;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected CustomRole() {}

    /** A new role; the definition's own name is its name for ever. */
    @SuppressWarnings("NullAway.Init") // define sets the rest
    public CustomRole(RoleDefinition definition, List<Scope> assignableScopes, String by, Instant at) {
        this.name = UUID.fromString(definition.name());
        this.createdBy = by;
        this.createdAt = at;
        define(definition, assignableScopes, by, at);
    }

    /** Defines it anew; who holds it holds what it says from now on. */
    public final void define(RoleDefinition definition, List<Scope> newAssignableScopes, String by, Instant at) {
        roleName = definition.roleName();
        roleNameKey = roleName.toLowerCase(Locale.ROOT);
        description = definition.description();
        actions = definition.actions();
        notActions = definition.notActions();
        assignableScopes = newAssignableScopes.stream().map(Scope::id).toList();
        updatedBy = by;
        updatedAt = at;
    }

    public UUID name() {
        return name;
    }

    public RoleDefinition definition() {
        return new RoleDefinition(name.toString(), roleName, description, actions, notActions);
    }

    /** Where it may be assigned: at these scopes and everywhere below. */
    public List<Scope> assignableScopes() {
        return assignableScopes.stream().map(Scope::new).toList();
    }

    /** Object id of who defined it first. */
    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String updatedBy() {
        return updatedBy;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
