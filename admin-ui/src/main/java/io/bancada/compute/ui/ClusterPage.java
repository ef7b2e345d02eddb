package io.bancada.compute.ui;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.audit.model.EventDetails;
import io.bancada.compute.model.AllocationState;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.service.AmlComputeService;
import io.bancada.compute.service.ComputeService;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobFilter;
import io.bancada.job.service.JobService;
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
    private static final int SHOWN_JOBS = 8;
    private static final int SHOWN_NODES = 100;
    private static final int SHOWN_EVENTS = 25;
    private static final Map<String, String> SCALE_FIELDS = Map.of(
            "minNodeCount", "scaleForm:min",
            "maxNodeCount", "scaleForm:max",
            "nodeIdleTimeBeforeScaleDown", "scaleForm:idle");

    private final ComputeService computes;
    private final AmlComputeService clusters;
    private final JobService jobs;
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
            JobService jobs,
            Access access,
            ClusterRows rows,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.computes = computes;
        this.clusters = clusters;
        this.jobs = jobs;
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

    /** Reads the cluster when the page is opened. */
    public void load() {
        refresh();
        name = getDetails().name();
        scale = ScaleForm.of(getDetails().cluster().scale());
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
                ? computes.listNodes(caller(), place.id(), name, page(SHOWN_NODES))
                        .items()
                : List.of();
    }

    /** Its newest jobs. */
    public List<JobDetails> getJobs() {
        var here = new JobFilter(
                Optional.empty(),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                JobFilter.ListView.ActiveOnly);
        return access.allows(caller(), Actions.JOB_READ, place.id().scope())
                ? jobs.list(caller(), place.id(), here, page(SHOWN_JOBS)).items()
                : List.of();
    }

    public List<EventDetails> getHistory() {
        return computes.history(caller(), place.id(), name, page(SHOWN_EVENTS)).items();
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
        if (!typed.equals(name)) {
            refusals.beside("deleteForm:typed", words.fill("cluster.deleteType", name));
            return null;
        }
        if (computes.delete(caller(), place.id(), name, false).isEmpty()) {
            throw new BancadaException(ErrorCode.NOT_FOUND, name, words.of("error.missingText"));
        }
        refusals.done(words.fill("cluster.deleteDone", name));
        return "/compute/clusters?faces-redirect=true";
    }

    private Caller caller() {
        return person.caller();
    }

    private static PageRequest page(int size) {
        return new PageRequest(size, Optional.empty());
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
