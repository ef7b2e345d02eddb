package io.bancada.role.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.CustomRole;
import io.bancada.access.model.CustomRoleRepository;
import io.bancada.access.model.Principal;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.RoleDefinition;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Actions;
import io.bancada.access.service.Roles;
import io.bancada.audit.service.Audit;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Assignments in one transaction each. Called by {@link RoleAssignmentService} alone, which has decided who may. */
@Stateless
public class RoleAssignmentRows {
    private static final String TYPE = "/providers/Microsoft.Authorization/roleAssignments/";
    private static final Pattern ROLE =
            Pattern.compile("(?:.*/providers/Microsoft\\.Authorization/roleDefinitions/)?([0-9a-fA-F-]{36})");

    private RoleAssignmentRepository rows;
    private CustomRoleRepository custom;
    private Roles roles;
    private RoleScopes scopes;
    private Audit audit;
    private Clock clock;

    @Inject
    public RoleAssignmentRows(
            RoleAssignmentRepository rows,
            CustomRoleRepository custom,
            Roles roles,
            RoleScopes scopes,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.custom = custom;
        this.roles = roles;
        this.scopes = scopes;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected RoleAssignmentRows() {}

    public Page<RoleAssignmentDetails> list(Scope scope, boolean below, Set<String> principals, PageRequest page) {
        return rows.at(scopes.require("scope", scope), below, principals, page).map(this::details);
    }

    public Optional<RoleAssignmentDetails> find(Scope scope, String name) {
        return at(scopes.require("scope", scope), name).map(this::details);
    }

    public RoleAssignmentPut put(
            Caller caller, Scope path, String name, Principal principal, RoleAssignmentRequest request) {
        var scope = scopes.require("scope", path);
        var id = id(name);
        var role = role(request.roleDefinitionId(), scope);
        var wanted = new RoleAssignment(
                id, principal, role.name(), scope, request.description(), caller.subject(), clock.instant());
        if (wanted.isHeldBy(caller)) {
            throw OwnRights.refusal("properties.principalId");
        }
        var existing = rows.find(id);
        if (existing.isPresent()) {
            return new RoleAssignmentPut(described(caller, existing.orElseThrow(), wanted), false);
        }
        rows.find(principal.type(), principal.key(), role.name(), scope).ifPresent(same -> {
            throw new BancadaException(
                    ErrorCode.ROLE_ASSIGNMENT_EXISTS,
                    name,
                    Message.of(
                            "refused.roleAssigned",
                            principal.name(),
                            role.roleName(),
                            same.name().toString()));
        });
        rows.add(wanted);
        audit.record(
                caller,
                Actions.ROLE_ASSIGNMENTS_WRITE,
                scope.id() + TYPE + id,
                "gave " + role.roleName() + " to " + principal.type() + " " + principal.name() + " (" + principal.id()
                        + ")");
        return new RoleAssignmentPut(details(wanted), true);
    }

    public Optional<RoleAssignmentDetails> delete(Caller caller, Scope path, String name) {
        var scope = scopes.require("scope", path);
        var found = at(scope, name);
        found.ifPresent(assignment -> {
            if (assignment.isHeldBy(caller)) {
                throw OwnRights.refusal("roleAssignmentName");
            }
            rows.remove(assignment);
            audit.record(
                    caller,
                    Actions.ROLE_ASSIGNMENTS_DELETE,
                    scope.id() + TYPE + assignment.name(),
                    "took " + details(assignment).roleName() + " from " + assignment.principalType() + " "
                            + assignment.principalName() + " (" + assignment.principalId() + ")");
        });
        return found.map(this::details);
    }

    /** A PUT of what is there changes its description and nothing else; what an assignment gives never changes. */
    private RoleAssignmentDetails described(Caller caller, RoleAssignment existing, RoleAssignment wanted) {
        var same = existing.scope().key().equals(wanted.scope().key())
                && existing.role().equals(wanted.role())
                && existing.principalType() == wanted.principalType()
                && existing.principal().equals(wanted.principal());
        if (!same) {
            throw BancadaException.conflict("roleAssignmentName", Message.of("refused.roleAssignmentChange"));
        }
        if (!existing.description().equals(wanted.description())) {
            existing.describe(wanted.description());
            audit.record(
                    caller,
                    Actions.ROLE_ASSIGNMENTS_WRITE,
                    existing.scope().id() + TYPE + existing.name(),
                    "described");
        }
        return details(existing);
    }

    private RoleDefinition role(String text, Scope scope) {
        var id = ROLE.matcher(text);
        var role = Optional.of(id)
                .filter(m -> m.matches())
                .flatMap(m -> roles.find(
                        uuid("properties.roleDefinitionId", m.group(1)).toString()))
                .orElseThrow(() -> new BancadaException(
                        ErrorCode.ROLE_NOT_FOUND, "properties.roleDefinitionId", Message.of("refused.noRole", text)));
        var assignable = custom.find(UUID.fromString(role.name())).map(CustomRole::assignableScopes);
        if (assignable.isPresent() && assignable.orElseThrow().stream().noneMatch(s -> s.covers(scope))) {
            throw BancadaException.invalid(
                    "properties.roleDefinitionId", Message.of("refused.roleNotHere", role.roleName()));
        }
        return role;
    }

    private Optional<RoleAssignment> at(Scope scope, String name) {
        return rows.find(id(name)).filter(a -> a.scope().key().equals(scope.key()));
    }

    private RoleAssignmentDetails details(RoleAssignment a) {
        return RoleAssignmentDetails.of(
                a, roles.find(a.role()).map(RoleDefinition::roleName).orElse(a.role()));
    }

    private static UUID id(String name) {
        return uuid("roleAssignmentName", name);
    }

    private static UUID uuid(String field, String text) {
        try {
            return UUID.fromString(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw BancadaException.invalid(field, Message.of("refused.uuid", text));
        }
    }
}
