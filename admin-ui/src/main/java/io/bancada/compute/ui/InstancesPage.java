package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.service.ComputeService;
import io.bancada.paging.Page;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Trail;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of compute instances, oldest first, one keyset page at a time. */
@Named("instances")
@ViewScoped
public class InstancesPage implements Serializable {
    private static final int ROWS = 25;

    private final ComputeService computes;
    private final InstanceRows rows;
    private final SignedOn person;
    private final Place place;
    private final InstanceChoice choice = new InstanceChoice();
    private final Trail trail = new Trail();
    private transient @Nullable Page<InstanceRow> page;

    @Inject
    public InstancesPage(ComputeService computes, InstanceRows rows, SignedOn person, Place place) {
        this.computes = computes;
        this.rows = rows;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstancesPage() {
        this(null, null, null, null);
    }

    public List<InstanceRow> getRows() {
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

    /** The states that can be asked for. */
    public List<String> getStates() {
        return Arrays.stream(ComputeInstanceState.values()).map(Enum::name).toList();
    }

    /** The ways in which an instance can be the person's. */
    public List<String> getWays() {
        return List.of(InstanceChoice.ASSIGNED, InstanceChoice.CREATED);
    }

    public InstanceChoice getChoice() {
        return choice;
    }

    public Trail getTrail() {
        return trail;
    }

    private Page<InstanceRow> page() {
        if (page == null) {
            var caller = person.caller();
            page = computes.list(caller, place.id(), choice.filter(caller), trail.page(ROWS))
                    .map(instance -> rows.of(caller, instance));
        }
        return page;
    }
}
