package io.bancada.role.service;

import io.bancada.access.model.Scope;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where roles can be held: the subscription, its resource groups, their workspaces and the computes in them. */
@ApplicationScoped
public class RoleScopes {
    private static final Pattern ID = Pattern.compile(
            "/subscriptions/([^/]+)(?:/resourceGroups/([^/]+)(?:/providers/Microsoft\\.MachineLearningServices"
                    + "/workspaces/([^/]+)(?:/computes/([^/]+))?)?)?",
            Pattern.CASE_INSENSITIVE);

    private final Workspaces workspaces;
    private final WorkspaceRepository rows;
    private final ComputeRepository computes;

    @Inject
    public RoleScopes(Workspaces workspaces, WorkspaceRepository rows, ComputeRepository computes) {
        this.workspaces = workspaces;
        this.rows = rows;
        this.computes = computes;
    }

    @SuppressWarnings("NullAway")
    protected RoleScopes() {
        this(null, null, null);
    }

    /**
     * The scope in the spelling of the resources.
     *
     * @param field what the error names
     * @throws BancadaException 400 for what is no such id, 404 for what is not there: a right is never given in advance
     */
    Scope require(String field, Scope scope) {
        var id = ID.matcher(scope.id());
        if (!id.matches()) {
            throw BancadaException.invalid(field, Message.of("refused.roleScope", scope.id()));
        }
        workspaces.requireSubscription(id.group(1));
        var subscription = id.group(1).toLowerCase(java.util.Locale.ROOT);
        if (id.group(2) == null) {
            return new Scope("/subscriptions/" + subscription);
        }
        if (id.group(3) == null) {
            var group = rows.findGroup(id.group(2)).orElseThrow(() -> BancadaException.notFound(scope.id()));
            return new Scope("/subscriptions/" + subscription + "/resourceGroups/" + group.name());
        }
        return inWorkspace(id);
    }

    private Scope inWorkspace(Matcher id) {
        var workspace = workspaces.get(new WorkspaceId(id.group(1), id.group(2), id.group(3)));
        var armId = workspaces.armId(workspace);
        if (id.group(4) == null) {
            return armId.scope();
        }
        var compute = computes.find(workspace, id.group(4))
                .orElseThrow(() -> BancadaException.notFound(armId.child("computes", id.group(4))));
        return new Scope(armId.child("computes", compute.name()));
    }
}
