package io.bancada.compute.ui;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.AllocationState;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.service.AmlComputeService;
import io.bancada.compute.service.ComputeService;
import io.bancada.error.BancadaException;
import io.bancada.node.model.NodeDetails;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One cluster: what it does and why, its nodes, jobs and history, and what can be changed. */
@Named("clusterPage")
@ViewScoped
public class ClusterPage implements Serializable {
    private static final int SHOWN_NODES = 100;
    private static final Map<String, String> SCALE_FIELDS = Map.of(
            "minNodeCount", "scaleForm:min",
            "maxNodeCount", "scaleForm:max",
            "nodeIdleTimeBeforeScaleDown", "scaleForm:idle");

    private final ComputeService computes;
    private final AmlComputeService clusters;
    private final ComputeParts parts;
    private final Access access;
    private final ClusterRows rows;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String name = "";
    private transient @Nullable ClusterRow row;
    private ScaleForm scale = ScaleForm.ofDefaults();
    private String typed = "";

    @Inject
    public ClusterPage(
            ComputeService computes,
            AmlComputeService clusters,
            ComputeParts parts,
            Access access,
            ClusterRows rows,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.computes = computes;
        this.clusters = clusters;
        this.parts = parts;
        this.access = access;
        this.rows = rows;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected ClusterPage() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** Reads the cluster when the page is opened; a compute instance of the name has a page of its own. */
    public @Nullable String load() {
        refresh();
        var compute = computes.get(caller(), place.id(), name);
        if (compute.type() == ComputeType.ComputeInstance) {
            return "/compute/instance?faces-redirect=true&name=" + compute.name();
        }
        name = compute.name();
        scale = ScaleForm.of(compute.cluster().scale());
        return null;
    }

    /** Reads it anew when the page is shown next. */
    public void refresh() {
        row = null;
    }

    /** The cluster beside what waits for it. */
    public ClusterRow getRow() {
        if (row == null) {
            row = rows.of(caller(), computes.get(caller(), place.id(), name));
        }
        return row;
    }

    public ComputeDetails getDetails() {
        return getRow().details();
    }

    /** Whether it is being deleted. */
    public boolean isLeaving() {
        return getDetails().provisioningState() == ProvisioningState.Deleting;
    }

    /** What it does, where no reason says so. */
    public String getSentence() {
        if (isLeaving()) {
            return words.of("cluster.leaving");
        }
        if (getDetails().cluster().allocationState() == AllocationState.Resizing) {
            return words.fill(
                    "cluster.resizing",
                    getRow().current(),
                    getDetails().cluster().targetNodes());
        }
        return words.of(getRow().current() == 0 ? "cluster.asleep" : "cluster.steady");
    }

    public List<NodeDetails> getNodes() {
        return access.allows(caller(), Actions.COMPUTE_LIST_NODES, place.id().scope())
                ? computes.listNodes(caller(), place.id(), name, new PageRequest(SHOWN_NODES, Optional.empty()))
                        .items()
                : List.of();
    }

    /** Saves other scale settings. */
    public @Nullable String saveScale() {
        try {
            clusters.patch(caller(), place.id(), name, scale.request());
        } catch (BancadaException e) {
            refusals.show(e, SCALE_FIELDS);
            return null;
        }
        refusals.done(words.fill("cluster.scaleDone", name));
        return "/compute/cluster?faces-redirect=true&name=" + name;
    }

    /** Deletes it, once its name was typed. */
    public @Nullable String delete() {
        return parts.delete(name, typed) ? "/compute/clusters?faces-redirect=true" : null;
    }

    private Caller caller() {
        return person.caller();
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = Objects.requireNonNullElse(name, "");
    }

    public ScaleForm getScale() {
        return scale;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed.strip();
    }
}
