package io.bancada.role.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * ARM's role assignments: who holds which role where. Given by whoever may write them at that very scope, so never above their
 * own (S5); never to themselves; never by a program that runs in somebody's name (S54). What is taken away ends at once.
 */
@ApplicationScoped
public class RoleAssignmentService {
    private static final int LONGEST_DESCRIPTION = 1024;

    private final RoleAssignmentRows rows;
    private final Principals principals;
    private final Access access;

    @Inject
    public RoleAssignmentService(RoleAssignmentRows rows, Principals principals, Access access) {
        this.rows = rows;
        this.principals = principals;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected RoleAssignmentService() {
        this(null, null, null);
    }

    /**
     * RoleAssignments_ListForScope, in the order of their names.
     *
     * @param below whether also those of what lies in the scope
     * @param principals ids of the only principals that are asked for; empty for all
     */
    public Page<RoleAssignmentDetails> list(
            Caller caller, Scope scope, boolean below, Set<String> principals, PageRequest page) {
        access.require(caller, Actions.ROLE_ASSIGNMENTS_READ, scope);
        return rows.list(scope, below, principals, page);
    }

    /** RoleAssignments_Get: one that was made at this very scope. */
    public RoleAssignmentDetails get(Caller caller, Scope scope, String name) {
        access.require(caller, Actions.ROLE_ASSIGNMENTS_READ, scope);
        return rows.find(scope, name)
                .orElseThrow(() -> BancadaException.notFound(
                        scope.id() + "/providers/Microsoft.Authorization/roleAssignments/" + name));
    }

    /**
     * RoleAssignments_Create. The same one again changes its description.
     *
     * @throws BancadaException 400 naming the field, 403 for one's own rights, 404 where the scope is not there, 409 where
     *     the principal holds the role already or the name is another's, 503 while the directory cannot be asked
     */
    public RoleAssignmentPut put(Caller caller, Scope scope, String name, RoleAssignmentRequest request) {
        access.require(caller, Actions.ROLE_ASSIGNMENTS_WRITE, scope);
        access.requireNoProgram(caller, "properties.principalId");
        if (request.description().length() > LONGEST_DESCRIPTION) {
            throw BancadaException.invalid(
                    "properties.description", Message.of("refused.descriptionLength", LONGEST_DESCRIPTION));
        }
        var principal = principals.find(request.principalId(), request.principalType());
        return rows.put(caller, scope, name, principal, request);
    }

    /**
     * RoleAssignments_Delete.
     *
     * @return the one that is gone; empty where there was none
     * @throws BancadaException 403 for one's own rights
     */
    public Optional<RoleAssignmentDetails> delete(Caller caller, Scope scope, String name) {
        access.require(caller, Actions.ROLE_ASSIGNMENTS_DELETE, scope);
        access.requireNoProgram(caller, "roleAssignmentName");
        return rows.delete(caller, scope, name);
    }
}
