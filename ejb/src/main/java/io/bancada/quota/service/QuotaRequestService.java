package io.bancada.quota.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.service.Locations;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaRequest;
import io.bancada.quota.model.QuotaRequestDetails;
import io.bancada.quota.model.QuotaRequestRepository;
import io.bancada.quota.model.QuotaRequestStatus;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.WorkspaceEmptying;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Requests for more cores: whoever may write requests in a workspace asks, whoever may change the location's limits
 * decides, and an approval sets the limit in its own transaction (H2, H8).
 */
@Stateless
public class QuotaRequestService {
    private QuotaRequestRepository rows;
    private QuotaService quota;
    private Workspaces workspaces;
    private Locations locations;
    private ResourceChanges changes;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    @SuppressWarnings("TooManyParameters")
    public QuotaRequestService(
            QuotaRequestRepository rows,
            QuotaService quota,
            Workspaces workspaces,
            Locations locations,
            ResourceChanges changes,
            Access access,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.quota = quota;
        this.workspaces = workspaces;
        this.locations = locations;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected QuotaRequestService() {}

    /**
     * Asks for a higher limit in the workspace's location. The same request sent twice is one.
     *
     * @throws BancadaException 400 for an unknown family or a limit that is not above the present one, 409 where the
     *     name is taken or the workspace waits for a decision about the same limit
     */
    public QuotaAsked ask(Caller caller, WorkspaceId workspaceId, String name, QuotaAsk ask) {
        access.require(caller, Actions.QUOTA_REQUEST_WRITE, workspaceId.scope());
        ResourceNames.requireAsset("requestName", name);
        var workspace = workspaces.get(workspaceId);
        var limit = quota.lockLimit("properties.quotaId", workspace.location(), ask.family(), ask.priority());
        var existing = rows.find(workspace, name);
        if (existing.isPresent()) {
            return new QuotaAsked(details(requireSame(existing.orElseThrow(), limit, ask, caller)), false);
        }
        QuotaService.requireCores("properties.limit", ask.cores());
        if (ask.cores() <= limit.cores()) {
            throw BancadaException.invalid("properties.limit", Message.of("refused.askMore", limit.cores()));
        }
        rows.pending(workspace, limit).ifPresent(open -> {
            throw BancadaException.conflict(
                    "properties.quotaId",
                    Message.of("refused.requestWaits", open.name(), open.askedByName(), open.wantedCores()));
        });
        var request = new QuotaRequest(workspace, name, limit, ask.cores(), ask.reason(), caller, clock.instant());
        rows.add(request);
        return new QuotaAsked(
                changed(caller, Actions.QUOTA_REQUEST_WRITE, request, limit.cores() + " -> " + ask.cores()), true);
    }

    /** One request. */
    public QuotaRequestDetails get(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.QUOTA_REQUEST_READ, workspace.scope());
        return details(rows.find(workspaces.get(workspace), name).orElseThrow(() -> missing(workspace, name)));
    }

    /** What was asked for in a workspace, newest first; all of it, or what is in one state. */
    public Page<QuotaRequestDetails> list(
            Caller caller, WorkspaceId workspace, Optional<QuotaRequestStatus> status, PageRequest page) {
        access.require(caller, Actions.QUOTA_REQUEST_READ, workspace.scope());
        return rows.list(workspaces.get(workspace), status, page).map(this::details);
    }

    /** What was asked for in a location by all workspaces, newest first, for whoever decides. */
    public Page<QuotaRequestDetails> listByLocation(
            Caller caller,
            String subscription,
            String location,
            Optional<QuotaRequestStatus> status,
            PageRequest page) {
        requireDecider(caller, subscription);
        workspaces.requireSubscription(subscription);
        return rows.list(locations.get(location).name(), status, page).map(this::details);
    }

    /**
     * Raises the limit to what was asked for, or to less.
     *
     * @param cores the limit to set; empty for the one that was asked for
     * @throws BancadaException 409 when it is decided already or the limit is that high by now, 400 for more than asked
     */
    public QuotaRequestDetails approve(
            Caller caller, WorkspaceId workspace, String name, Optional<Long> cores, String comment) {
        requireDecider(caller, workspace.subscription());
        var text = QuotaAsk.text("comment", comment);
        quota.lock(workspaces.get(workspace).location()); // before the request's, here as in ask
        var request = lock(workspace, name);
        request.requirePending();
        var limit = quota.lockLimit("requestName", request.location(), request.family(), request.vmPriority());
        long granted = cores.orElse(request.wantedCores());
        if (granted > request.wantedCores() || granted < 1) {
            throw BancadaException.invalid("limit", Message.of("refused.grant", request.wantedCores()));
        }
        if (granted <= limit.cores()) {
            throw BancadaException.conflict("limit", Message.of("refused.grantMore", limit.cores()));
        }
        var before = limit.cores();
        request.approve(granted, text, caller.name(), clock.instant());
        quota.set(caller, workspace.subscription(), limit, granted);
        return changed(
                caller,
                Actions.QUOTAS_UPDATE,
                request,
                "approved " + before + " -> " + granted + " of " + request.wantedCores());
    }

    /**
     * Leaves the limit as it is and says why.
     *
     * @throws BancadaException 409 when it is decided already, 400 without a comment
     */
    public QuotaRequestDetails decline(Caller caller, WorkspaceId workspace, String name, String comment) {
        requireDecider(caller, workspace.subscription());
        var text = QuotaAsk.text("comment", comment);
        if (text.isEmpty()) {
            throw BancadaException.invalid("comment", Message.of("refused.comment"));
        }
        var request = lock(workspace, name);
        request.decline(text, caller.name(), clock.instant());
        return changed(caller, Actions.QUOTAS_UPDATE, request, "declined: " + text);
    }

    /**
     * Takes one's own request back.
     *
     * @throws BancadaException 403 for the request of somebody else, 409 when it is decided already
     */
    public QuotaRequestDetails cancel(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.QUOTA_REQUEST_WRITE, workspace.scope());
        var request = lock(workspace, name);
        if (!request.askedBy().equals(caller.subject())) {
            throw new BancadaException(
                    ErrorCode.FORBIDDEN,
                    workspace.child("quotaRequests", request.name()),
                    "Only " + request.askedByName() + ", who asked, can cancel this request; an administrator can"
                            + " decline it.");
        }
        request.cancel(caller.name(), clock.instant());
        return changed(caller, Actions.QUOTA_REQUEST_WRITE, request, "canceled");
    }

    /** Its requests go with the workspace. */
    public void empty(@Observes WorkspaceEmptying event) {
        rows.removeAll(event.workspace());
    }

    private void requireDecider(Caller caller, String subscription) {
        access.require(caller, Actions.QUOTAS_UPDATE, new Scope("/subscriptions/" + subscription));
    }

    private static QuotaRequest requireSame(QuotaRequest existing, QuotaLimit limit, QuotaAsk ask, Caller caller) {
        var same = existing.askedBy().equals(caller.subject())
                && existing.family().equals(limit.family())
                && existing.vmPriority() == limit.vmPriority()
                && existing.wantedCores() == ask.cores()
                && existing.reason().equals(ask.reason());
        if (!same) {
            throw BancadaException.conflict(
                    "requestName",
                    "There is another request '" + existing.name() + "', and a request cannot change; cancel it, or"
                            + " take another name.");
        }
        return existing;
    }

    private QuotaRequest lock(WorkspaceId workspace, String name) {
        return rows.lock(workspaces.get(workspace), name).orElseThrow(() -> missing(workspace, name));
    }

    private QuotaRequestDetails changed(Caller caller, String action, QuotaRequest request, String what) {
        var details = details(request);
        audit.record(caller, action, details.armId(), request.family() + " " + request.vmPriority() + " " + what);
        changes.announce(new ResourceChange(details.workspace(), "quotaRequests", request.name()));
        return details;
    }

    private QuotaRequestDetails details(QuotaRequest request) {
        return QuotaRequestDetails.from(
                request, workspaces.armId(request.workspace()).subscription());
    }

    private static BancadaException missing(WorkspaceId workspace, String name) {
        return BancadaException.notFound(workspace.child("quotaRequests", name));
    }
}
