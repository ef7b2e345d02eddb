package io.bancada.compute.ui;

import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.service.AmlComputeService;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.AzCall;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Rights;
import io.bancada.portal.ui.Words;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of a new cluster: what it costs and what it takes of the quota stands beside the form all the time. */
@Named("createCluster")
@ViewScoped
public class CreateClusterPage implements Serializable {
    private static final Map<String, String> FIELDS = Map.of(
            "computeName", "form:name",
            "vmSize", "form:size",
            "vmPriority", "form:priority",
            "minNodeCount", "form:min",
            "maxNodeCount", "form:max",
            "nodeIdleTimeBeforeScaleDown", "form:idle");

    private final AmlComputeService clusters;
    private final NameCheck names;
    private final SizeChoice sizes;
    private final NodeEstimates estimates;
    private final Words words;
    private final Refusals refusals;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private final ClusterForm form = new ClusterForm();
    private boolean nameFree;

    @Inject
    @SuppressWarnings("TooManyParameters")
    public CreateClusterPage(
            AmlComputeService clusters,
            NameCheck names,
            SizeChoice sizes,
            NodeEstimates estimates,
            Words words,
            Refusals refusals,
            Rights rights,
            SignedOn person,
            Place place) {
        this.clusters = clusters;
        this.names = names;
        this.sizes = sizes;
        this.estimates = estimates;
        this.words = words;
        this.refusals = refusals;
        this.rights = rights;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected CreateClusterPage() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** Refuses whoever may not create; picks the smallest size that can be had. */
    public void begin() {
        rights.require(Actions.COMPUTE_WRITE);
        if (form.getSize().isEmpty()) {
            sizes.smallest(SizeChoice.CLUSTER).ifPresent(form::setSize);
        }
    }

    /** Says at once whether the name can be taken. */
    public void checkName() {
        nameFree = names.typed(form.getName());
    }

    /** Creates the cluster and shows it. */
    public @Nullable String create() {
        nameFree = names.sent(form.getName());
        if (!nameFree) {
            return null;
        }
        try {
            var made = clusters.put(person.caller(), place.id(), form.getName(), form.request());
            refusals.done(words.fill("create.done", made.resource().name()));
            return "/compute/cluster?faces-redirect=true&name="
                    + made.resource().name();
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    public ClusterForm getForm() {
        return form;
    }

    public boolean isNameFree() {
        return nameFree;
    }

    /** What all its nodes cost and take; none while no size is chosen that can be had. */
    public List<NodeEstimate> getEstimate() {
        return estimates.find(person.caller(), form.getSize(), form.vmPriority(), most());
    }

    /** Whether all nodes fit into the quota now. */
    public boolean fits(NodeEstimate estimate) {
        return estimate.affordableNodes() >= most();
    }

    public String quotaSentence(NodeEstimate estimate) {
        return fits(estimate)
                ? words.fill("create.fits", most())
                : words.fill("create.fitsPartly", estimate.affordableNodes(), most());
    }

    public String costAtMinimum(NodeEstimate estimate) {
        return estimates.cost(estimate, form.getScale().least());
    }

    public String costAtMaximum(NodeEstimate estimate) {
        return estimates.cost(estimate, most());
    }

    /** The call that does the same. */
    public String getCall() {
        var name = form.getName().isBlank() ? "cpu-cluster" : form.getName();
        return AzCall.put(place.getUrl() + place.id().child("computes", name), form.body(place.getLocation()));
    }

    private int most() {
        return form.getScale().most();
    }
}
