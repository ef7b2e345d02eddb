package io.bancada.role.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.CustomRole;
import io.bancada.access.model.CustomRoleRepository;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.RoleDefinition;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.service.BuiltInRoles;
import io.bancada.audit.service.Audit;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** ARM's role definitions: Azure's five, which nobody changes, and the company's own (I4). */
@Stateless
public class RoleDefinitionService {
    private static final int MOST_ROLES = 500;
    private static final int MOST_HOLDERS = 1000;
    private static final String TYPE = "/providers/Microsoft.Authorization/roleDefinitions/";

    private BuiltInRoles builtIn;
    private CustomRoleRepository rows;
    private RoleAssignmentRepository assignments;
    private RoleLines lines;
    private RoleScopes scopes;
    private OwnRights own;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    @SuppressWarnings("TooManyParameters")
    public RoleDefinitionService(
            BuiltInRoles builtIn,
            CustomRoleRepository rows,
            RoleAssignmentRepository assignments,
            RoleLines lines,
            RoleScopes scopes,
            OwnRights own,
            Access access,
            Audit audit,
            Clock clock) {
        this.builtIn = builtIn;
        this.rows = rows;
        this.assignments = assignments;
        this.lines = lines;
        this.scopes = scopes;
        this.own = own;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected RoleDefinitionService() {}

    /** RoleDefinitions_List: the built-in roles on the first page, then the company's own in the order of their names. */
    public Page<RoleDetails> list(Caller caller, Scope scope, RoleQuery query, PageRequest page) {
        access.require(caller, Actions.ROLE_DEFINITIONS_READ, scope);
        scopes.require("scope", scope);
        var found = new ArrayList<RoleDetails>();
        if (page.after().isEmpty()) {
            builtIn.all().stream().map(RoleDetails::of).forEach(found::add);
        }
        var custom =
                query.builtIn().orElse(false) ? new Page<CustomRole>(List.of(), Optional.empty()) : rows.list(page);
        custom.items().stream().map(RoleDetails::of).forEach(found::add);
        return new Page<>(found.stream().filter(r -> isAsked(r, scope, query)).toList(), custom.next());
    }

    /** RoleDefinitions_Get. */
    public RoleDetails get(Caller caller, Scope scope, String name) {
        access.require(caller, Actions.ROLE_DEFINITIONS_READ, scope);
        scopes.require("scope", scope);
        return find(name).orElseThrow(() -> BancadaException.notFound(scope.id() + TYPE + name));
    }

    /**
     * RoleDefinitions_CreateOrUpdate: a custom role. Asked of whoever may write roles at every scope where it can be, or
     * could be, assigned; never of somebody who holds it.
     *
     * @return the role, and whether it is new
     * @throws BancadaException 400 naming the field, 403 for a role of one's own, 409 for a built-in role, a name that is
     *     taken, or a scope that is left out while somebody holds the role there
     */
    public RolePut put(Caller caller, Scope scope, String name, RoleRequest request) {
        access.require(caller, Actions.ROLE_DEFINITIONS_WRITE, scope);
        access.requireNoProgram(caller, "properties");
        var id = id(name);
        if (builtIn.find(id.toString()).isPresent()) {
            throw BancadaException.conflict("roleDefinitionId", Message.of("refused.builtInRole"));
        }
        var wanted = lines.check(id, request);
        var assignable = assignable(caller, request.assignableScopes());
        own.requireNotHeld(caller, id.toString());
        requireFree(wanted);
        var existing = rows.lock(id);
        existing.ifPresent(role -> {
            role.assignableScopes().forEach(s -> access.require(caller, Actions.ROLE_DEFINITIONS_WRITE, s));
            requireCovered(role, assignable);
        });
        var before = existing.map(CustomRole::definition);
        var role = existing.orElseGet(() -> add(new CustomRole(wanted, assignable, caller.subject(), clock.instant())));
        role.define(wanted, assignable, caller.subject(), clock.instant());
        audit.record(
                caller,
                Actions.ROLE_DEFINITIONS_WRITE,
                scope.id() + TYPE + id,
                before.map(b -> text(b) + " -> ").orElse("") + text(wanted));
        return new RolePut(RoleDetails.of(role), existing.isEmpty());
    }

    /**
     * RoleDefinitions_Delete.
     *
     * @return the role that is gone; empty where there was none
     * @throws BancadaException 403 for a role of one's own, 409 for a built-in role or one that somebody holds
     */
    public Optional<RoleDetails> delete(Caller caller, Scope scope, String name) {
        access.require(caller, Actions.ROLE_DEFINITIONS_DELETE, scope);
        access.requireNoProgram(caller, "roleDefinitionId");
        var id = id(name);
        if (builtIn.find(id.toString()).isPresent()) {
            throw BancadaException.conflict("roleDefinitionId", Message.of("refused.builtInRole"));
        }
        var found = rows.lock(id);
        found.ifPresent(role -> {
            role.assignableScopes().forEach(s -> access.require(caller, Actions.ROLE_DEFINITIONS_DELETE, s));
            own.requireNotHeld(caller, id.toString());
            if (assignments.anyWith(id.toString())) {
                throw new BancadaException(ErrorCode.ROLE_HELD, name, Message.of("refused.roleHeld"));
            }
            rows.remove(role);
            audit.record(caller, Actions.ROLE_DEFINITIONS_DELETE, scope.id() + TYPE + id, "deleted");
        });
        return found.map(RoleDetails::of);
    }

    private Optional<RoleDetails> find(String name) {
        var id = id(name);
        return builtIn.find(id.toString())
                .map(RoleDetails::of)
                .or(() -> rows.find(id).map(RoleDetails::of));
    }

    private CustomRole add(CustomRole role) {
        if (rows.count() >= MOST_ROLES) {
            throw BancadaException.conflict("roleDefinitionId", Message.of("refused.mostRoles", MOST_ROLES));
        }
        rows.add(role);
        return role;
    }

    private List<Scope> assignable(Caller caller, List<String> wanted) {
        var field = "properties.assignableScopes";
        var checked = new ArrayList<Scope>();
        for (var text : wanted) {
            var scope = new Scope(text);
            access.require(caller, Actions.ROLE_DEFINITIONS_WRITE, scope);
            checked.add(scopes.require(field, scope));
        }
        return checked;
    }

    private void requireFree(RoleDefinition wanted) {
        var taken = builtIn.all().stream().anyMatch(r -> r.roleName().equalsIgnoreCase(wanted.roleName()))
                || rows.findByRoleName(wanted.roleName())
                        .filter(r -> !r.name().toString().equals(wanted.name()))
                        .isPresent();
        if (taken) {
            throw new BancadaException(
                    ErrorCode.ROLE_NAME_TAKEN,
                    "properties.roleName",
                    Message.of("refused.roleName", wanted.roleName()));
        }
    }

    /** Who holds the role holds it where it can be assigned: a scope with holders stays. */
    private void requireCovered(CustomRole role, List<Scope> assignable) {
        assignments.withRole(role.name().toString(), MOST_HOLDERS).stream()
                .filter(a -> assignable.stream().noneMatch(s -> s.covers(a.scope())))
                .findFirst()
                .ifPresent(a -> {
                    throw new BancadaException(
                            ErrorCode.ROLE_HELD,
                            "properties.assignableScopes",
                            Message.of(
                                    "refused.roleHeldAt",
                                    a.principalName(),
                                    a.scope().id()));
                });
    }

    private static boolean isAsked(RoleDetails role, Scope scope, RoleQuery query) {
        var name = query.roleName();
        return query.builtIn().orElse(role.builtIn()) == role.builtIn()
                && (name.isEmpty() || role.definition().roleName().equalsIgnoreCase(name.orElseThrow()))
                && role.assignableScopes().stream()
                        .anyMatch(s -> s.covers(scope) || (query.below() && scope.covers(s)));
    }

    private static UUID id(String name) {
        try {
            return UUID.fromString(name);
        } catch (IllegalArgumentException e) {
            throw BancadaException.invalid("roleDefinitionId", Message.of("refused.uuid", name));
        }
    }

    private static String text(RoleDefinition r) {
        return r.roleName() + " " + r.actions() + (r.notActions().isEmpty() ? "" : " without " + r.notActions());
    }
}
