package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.service.ComputeService;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list of clusters, one keyset page at a time. */
@Named("clusters")
@ViewScoped
public class ClustersPage implements Serializable {
    private static final int ROWS = 50;

    private final ComputeService computes;
    private final ClusterRows rowsOf;
    private final SignedOn person;
    private final Place place;
    private String after = "";
    private transient @Nullable Page<ClusterRow> page;

    @Inject
    public ClustersPage(ComputeService computes, ClusterRows rowsOf, SignedOn person, Place place) {
        this.computes = computes;
        this.rowsOf = rowsOf;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected ClustersPage() {
        this(null, null, null, null);
    }

    public List<ClusterRow> getRows() {
        return page().items();
    }

    /** Token of the next page. */
    public Optional<String> getNext() {
        return page().next();
    }

    /** Reads the list anew when the page is shown next. */
    public void refresh() {
        page = null;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(@Nullable String after) {
        this.after = after == null ? "" : after;
    }

    private Page<ClusterRow> page() {
        if (page == null) {
            var found = computes.list(
                    person.caller(), place.id(), ComputeFilter.of(ComputeType.AmlCompute), PageRequest.of(after, ROWS));
            page = new Page<>(rowsOf.of(person.caller(), found.items()), found.next());
        }
        return page;
    }
}
