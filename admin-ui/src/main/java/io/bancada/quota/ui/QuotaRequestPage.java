package io.bancada.quota.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import io.bancada.quota.model.QuotaRequestDetails;
import io.bancada.quota.model.QuotaUsage;
import io.bancada.quota.service.QuotaRequestService;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request for more cores: what came of it, and for whoever decides the effect of saying yes. */
@Named("quotaRequestPage")
@ViewScoped
public class QuotaRequestPage implements Serializable {
    private static final Map<String, String> FIELDS =
            Map.of("limit", "decisionForm:limit", "comment", "decisionForm:comment");

    private final QuotaRequestService requests;
    private final QuotaRequestRows rows;
    private final QuotaEffect effect;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String name = "";
    private String group = "";
    private String workspace = "";
    private @Nullable Long limit;
    private String comment = "";
    private transient @Nullable QuotaRequestDetails details;

    @Inject
    public QuotaRequestPage(
            QuotaRequestService requests,
            QuotaRequestRows rows,
            QuotaEffect effect,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.requests = requests;
        this.rows = rows;
        this.effect = effect;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected QuotaRequestPage() {
        this(null, null, null, null, null, null, null);
    }

    /** Reads the request when the page is opened. */
    public void load() {
        limit = getDetails().wantedCores();
    }

    /** Reads it anew when the page is shown next. */
    public void refresh() {
        details = null;
    }

    public QuotaRequestDetails getDetails() {
        if (details == null) {
            details = requests.get(person.caller(), id(), name);
        }
        return details;
    }

    public QuotaRequestRow getRow() {
        return rows.row(getDetails());
    }

    /** What it is now, in a sentence. */
    public String getHeadline() {
        return words.fill(
                "request.is." + getDetails().status(),
                getRow().line(),
                getDetails().grantedCores().orElse(getDetails().wantedCores()),
                getDetails().decidedByName());
    }

    /** Whether the person asked for it and may take it back. */
    public boolean isMine() {
        return getDetails().pending()
                && getDetails().askedBy().equals(person.caller().subject());
    }

    /** The limit before and after a yes. */
    public List<QuotaBar> getBars() {
        return line().map(l -> effect.bars(l, granted())).orElse(List.of());
    }

    public List<String> getRemarks() {
        return line().map(l -> effect.remarks(l, granted())).orElse(List.of());
    }

    public @Nullable String approve() {
        return decided(
                "request.approved",
                () -> requests.approve(person.caller(), id(), name, Optional.of(granted()), comment));
    }

    public @Nullable String decline() {
        return decided("request.declined", () -> requests.decline(person.caller(), id(), name, comment));
    }

    public @Nullable String cancel() {
        return decided("request.canceled", () -> requests.cancel(person.caller(), id(), name));
    }

    private @Nullable String decided(String message, Runnable decision) {
        try {
            decision.run();
        } catch (BancadaException e) {
            refresh();
            refusals.show(e, FIELDS);
            return null;
        }
        refusals.done(words.of(message));
        return "/quota/quotas?faces-redirect=true";
    }

    private Optional<QuotaUsage> line() {
        return effect.line(getDetails().family(), getDetails().priority());
    }

    private long granted() {
        return Objects.requireNonNullElse(limit, 0L);
    }

    private WorkspaceId id() {
        return new WorkspaceId(
                place.id().subscription(),
                group.isEmpty() ? place.getResourceGroup() : group,
                workspace.isEmpty() ? place.getWorkspace() : workspace);
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = Objects.requireNonNullElse(name, "");
    }

    public String getGroup() {
        return group;
    }

    public void setGroup(@Nullable String group) {
        this.group = Objects.requireNonNullElse(group, "");
    }

    public String getWorkspace() {
        return workspace;
    }

    public void setWorkspace(@Nullable String workspace) {
        this.workspace = Objects.requireNonNullElse(workspace, "");
    }

    public @Nullable Long getLimit() {
        return limit;
    }

    public void setLimit(@Nullable Long limit) {
        this.limit = limit;
    }

    public String getComment() {
        return comment;
    }

    public void setComment(String comment) {
        this.comment = comment;
    }
}
