package io.bancada.compute.ui;

import io.bancada.access.model.Caller;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.service.ComputeService;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Reads a list of computes to its end. */
@RequestScoped
public class AllComputes {
    private final ComputeService computes;
    private final Place place;

    @Inject
    public AllComputes(ComputeService computes, Place place) {
        this.computes = computes;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected AllComputes() {
        this(null, null);
    }

    /** All that the filter lets through, oldest first. */
    List<ComputeDetails> of(Caller caller, ComputeFilter filter) {
        var found = new ArrayList<ComputeDetails>();
        Page<ComputeDetails> page;
        var after = "";
        do {
            page = computes.list(caller, place.id(), filter, PageRequest.of(after, PageRequest.MAX_SIZE));
            found.addAll(page.items());
            after = page.next().orElse("");
        } while (!after.isEmpty());
        return found;
    }
}
