package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.AccessToken;
import io.bancada.compute.model.AccessTokenRepository;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.message.Message;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** What every change of an instance's tokens brings with it, never the token itself: audit, history, news. */
@ApplicationScoped
public class AccessTokenNews {
    private final AccessTokenRepository tokens;
    private final Workspaces workspaces;
    private final ResourceChanges changes;
    private final Audit audit;

    @Inject
    public AccessTokenNews(AccessTokenRepository tokens, Workspaces workspaces, ResourceChanges changes, Audit audit) {
        this.tokens = tokens;
        this.workspaces = workspaces;
        this.changes = changes;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected AccessTokenNews() {
        this(null, null, null, null);
    }

    void made(Caller caller, ComputeInstance instance, AccessToken token) {
        var why =
                Message.of("instance.tokenMade", token.name(), token.expiresAt().toString());
        tell(caller, instance, "accessTokenMade", why, "access token " + token.id() + " made");
    }

    void revoked(Caller caller, ComputeInstance instance, AccessToken token) {
        var why = Message.of("instance.tokenRevoked", token.name());
        tell(caller, instance, "accessTokenRevoked", why, "access token " + token.id() + " revoked");
    }

    private void tell(Caller caller, ComputeInstance instance, String event, Message why, String detail) {
        var workspace = workspaces.armId(instance.workspace());
        audit.record(caller, Actions.COMPUTE_OPEN_APPS, workspace.child("computes", instance.name()), detail);
        audit.compute(instance.id(), event, why, caller.name());
        changes.announce(new ResourceChange(workspace, "computes", instance.name()));
    }

    /** What the old person gave out is worth nothing any more; that the instance is handed over is on record already. */
    void handedOver(@Observes InstanceHandedOver event) {
        tokens.removeAll(event.computeId());
    }
}
