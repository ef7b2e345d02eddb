package io.bancada.quota.ui;

import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.portal.ui.Place;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * What the person may do about quotas. As with the other rights it only decides what a page shows: while a form that was
 * posted is taken in, everything counts as shown, and the service says no.
 */
@Named("quotaRights")
@RequestScoped
public class QuotaRights {
    private final Access access;
    private final SignedOn person;
    private final Place place;

    @Inject
    public QuotaRights(Access access, SignedOn person, Place place) {
        this.access = access;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected QuotaRights() {
        this(null, null, null);
    }

    /** May ask for more cores. */
    public boolean isAsk() {
        return posting() || access.allows(person.caller(), Actions.QUOTA_REQUEST_WRITE, here());
    }

    /** May see what was asked for in this workspace. */
    public boolean isRead() {
        return access.allows(person.caller(), Actions.QUOTA_REQUEST_READ, here());
    }

    /** May change limits, and so decides. */
    public boolean isDecide() {
        return posting() || decides();
    }

    /** Whether the requests of all workspaces can be listed. */
    boolean decides() {
        return access.allows(
                person.caller(),
                Actions.QUOTAS_UPDATE,
                new Scope("/subscriptions/" + place.id().subscription()));
    }

    private Scope here() {
        return place.id().scope();
    }

    private static boolean posting() {
        return FacesContext.getCurrentInstance().getCurrentPhaseId() != PhaseId.RENDER_RESPONSE;
    }
}
