package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.app.service.AccessGrant;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.AccessToken;
import io.bancada.compute.model.AccessTokenRepository;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What the gateway's way in by token reads and writes, each in a transaction of its own. Called by the product itself alone. */
@Stateless
public class AccessTokenRows {
    private AccessTokenRepository tokens;
    private ComputeRepository computes;
    private Workspaces workspaces;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public AccessTokenRows(
            AccessTokenRepository tokens,
            ComputeRepository computes,
            Workspaces workspaces,
            Access access,
            Audit audit,
            Clock clock) {
        this.tokens = tokens;
        this.computes = computes;
        this.workspaces = workspaces;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected AccessTokenRows() {}

    /** What a token that has not expired is good for. */
    public Optional<AccessGrant> find(String digest) {
        return tokens.find(digest)
                .filter(token -> !token.isOver(clock.instant()))
                .flatMap(token -> computes.find(token.computeId())
                        .filter(ComputeInstance.class::isInstance)
                        .map(ComputeInstance.class::cast)
                        .map(instance -> grant(token, instance)));
    }

    private AccessGrant grant(AccessToken token, ComputeInstance instance) {
        return new AccessGrant(
                token.id(),
                token.name(),
                new InstanceLabel(instance.uid(), "").toString(),
                workspaces.armId(instance.workspace()).child("computes", instance.name()),
                instance.owner(),
                token.expiresAt());
    }

    /** Whether a role of this person allows to open the instance. */
    public boolean allows(Caller person, AccessGrant grant) {
        return access.allows(person, Actions.COMPUTE_OPEN_APPS, new Scope(grant.armId()));
    }

    /** As {@link #allows}; where it does, that the person opened the instance goes on record. */
    public boolean open(Caller person, AccessGrant grant) {
        var allowed = allows(person, grant);
        if (allowed) {
            audit.record(person, Actions.COMPUTE_OPEN_APPS, grant.armId(), "opened by access token " + grant.token());
        }
        return allowed;
    }

    /** The token was shown then. */
    public void used(AccessGrant grant, Instant at) {
        tokens.find(grant.token()).ifPresent(token -> token.used(at));
    }
}
