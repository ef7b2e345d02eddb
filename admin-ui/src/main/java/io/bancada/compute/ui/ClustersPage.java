package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.AllocationState;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.paging.Page;
import io.bancada.portal.ui.Trail;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of clusters, oldest first, one keyset page at a time. */
@Named("clusters")
@ViewScoped
public class ClustersPage implements Serializable {
    private static final int ROWS = 25;

    private final ClusterList list;
    private final SignedOn person;
    private final ClusterChoice choice = new ClusterChoice();
    private final Trail trail = new Trail();
    private transient @Nullable Page<ClusterRow> page;

    @Inject
    public ClustersPage(ClusterList list, SignedOn person) {
        this.list = list;
        this.person = person;
    }

    @SuppressWarnings("NullAway")
    protected ClustersPage() {
        this(null, null);
    }

    public List<ClusterRow> getRows() {
        return page().items();
    }

    /** Token of the next page; empty on the last. */
    public String getNext() {
        return page().next().orElse("");
    }

    /** Reads the list anew when the page is shown next. */
    public void refresh() {
        page = null;
    }

    /** The states that can be asked for: those that a row shows. */
    public List<String> getStates() {
        return Stream.concat(
                        Arrays.stream(AllocationState.values()).map(Enum::name),
                        Arrays.stream(ProvisioningState.values())
                                .filter(s -> s != ProvisioningState.Succeeded)
                                .map(Enum::name))
                .toList();
    }

    public List<String> getPriorities() {
        return Arrays.stream(VmPriority.values()).map(Enum::name).toList();
    }

    public ClusterChoice getChoice() {
        return choice;
    }

    public Trail getTrail() {
        return trail;
    }

    private Page<ClusterRow> page() {
        if (page == null) {
            page = list.page(person.caller(), choice, trail.page(ROWS));
        }
        return page;
    }
}
