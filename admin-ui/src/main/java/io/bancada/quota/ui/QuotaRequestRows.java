package io.bancada.quota.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import io.bancada.quota.model.QuotaRequestDetails;
import io.bancada.quota.model.QuotaRequestStatus;
import io.bancada.quota.service.QuotaRequestService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was asked for: the workspace's own requests, and the open ones of all workspaces for whoever decides. */
@Named("quotaRequests")
@RequestScoped
public class QuotaRequestRows {
    private static final int ROWS = 10;

    private final QuotaRequestService requests;
    private final QuotaBars bars;
    private final QuotaRights rights;
    private final Words words;
    private final SignedOn person;
    private final Place place;
    private String after = "";
    private @Nullable Page<QuotaRequestDetails> page;

    @Inject
    public QuotaRequestRows(
            QuotaRequestService requests,
            QuotaBars bars,
            QuotaRights rights,
            Words words,
            SignedOn person,
            Place place) {
        this.requests = requests;
        this.bars = bars;
        this.rights = rights;
        this.words = words;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected QuotaRequestRows() {
        this(null, null, null, null, null, null);
    }

    /** The workspace's requests, newest first, a page of them. */
    public List<QuotaRequestRow> getRows() {
        return page().items().stream().map(this::row).toList();
    }

    /** Token of the page with older requests. */
    public Optional<String> getNext() {
        return page().next();
    }

    /** What waits for a decision of this person; at most a page of it. */
    public List<QuotaRequestRow> getOpen() {
        return rights.decides()
                ? requests
                        .listByLocation(
                                person.caller(),
                                place.id().subscription(),
                                place.getLocation(),
                                Optional.of(QuotaRequestStatus.Pending),
                                new PageRequest(PageRequest.DEFAULT_SIZE, Optional.empty()))
                        .items()
                        .stream()
                        .map(this::row)
                        .toList()
                : List.of();
    }

    QuotaRequestRow row(QuotaRequestDetails request) {
        return new QuotaRequestRow(
                request,
                bars.label(request.family(), request.priority()),
                words.fill(
                        "quota.raise",
                        request.presentCores(),
                        request.grantedCores().orElse(request.wantedCores())));
    }

    private Page<QuotaRequestDetails> page() {
        if (page == null) {
            page = rights.isRead()
                    ? requests.list(person.caller(), place.id(), Optional.empty(), PageRequest.of(after, ROWS))
                    : new Page<>(List.of(), Optional.empty());
        }
        return page;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(@Nullable String after) {
        this.after = after == null ? "" : after;
    }
}
