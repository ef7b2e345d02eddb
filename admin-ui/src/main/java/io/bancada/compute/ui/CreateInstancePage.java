package io.bancada.compute.ui;

import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.service.ComputeInstanceService;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.AzCall;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Rights;
import io.bancada.portal.ui.Words;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of a new compute instance: what it takes of the quota stands beside the form all the time. */
@Named("createInstance")
@ViewScoped
public class CreateInstancePage implements Serializable {
    /** What to choose from as idle time; the shortest that is allowed here may be longer, and is then said beside it. */
    private static final List<String> IDLE_TIMES = List.of("", "PT15M", "PT30M", "PT1H", "PT2H", "PT4H", "PT8H", "P1D");

    private static final Map<String, String> FIELDS = Map.of(
            "computeName", "form:name",
            "vmSize", "form:size",
            "objectId", "form:objectId",
            "idleTimeBeforeShutdown", "form:idle",
            "sshPublicAccess", "form:ssh",
            "adminPublicKey", "form:sshKey",
            "scriptData", "form:script");

    private final ComputeInstanceService instances;
    private final NameCheck names;
    private final SizeChoice sizes;
    private final NodeEstimates estimates;
    private final Words words;
    private final Refusals refusals;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private final InstanceForm form = new InstanceForm();
    private boolean nameFree;

    @Inject
    @SuppressWarnings("TooManyParameters")
    public CreateInstancePage(
            ComputeInstanceService instances,
            NameCheck names,
            SizeChoice sizes,
            NodeEstimates estimates,
            Words words,
            Refusals refusals,
            Rights rights,
            SignedOn person,
            Place place) {
        this.instances = instances;
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
    protected CreateInstancePage() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** Refuses whoever may not create; picks the smallest size that can be had. */
    public void begin() {
        rights.require(Actions.COMPUTE_WRITE);
        if (form.getSize().isEmpty()) {
            sizes.smallest(SizeChoice.INSTANCE).ifPresent(form::setSize);
        }
    }

    /** Says at once whether the name can be taken. */
    public void checkName() {
        nameFree = names.typed(form.getName());
    }

    /** Creates the instance and shows it. */
    public @Nullable String create() {
        nameFree = names.sent(form.getName());
        if (!nameFree) {
            return null;
        }
        if (form.isForAnother() && form.getObjectId().isEmpty()) {
            refusals.beside("form:objectId", words.of("desk.personMissing"));
            return null;
        }
        try {
            var made = instances.put(person.caller(), place.id(), form.getName(), form.request(place.getTenant()));
            refusals.done(words.fill("desk.done", made.resource().name()));
            return "/compute/instance?faces-redirect=true&name="
                    + made.resource().name();
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    public InstanceForm getForm() {
        return form;
    }

    public List<String> getIdleTimes() {
        return IDLE_TIMES;
    }

    /** Whether something that was refused stands in the part that is folded away. */
    public boolean isAdvancedOpen() {
        var context = FacesContext.getCurrentInstance();
        return Stream.of("form:idle", "form:ssh", "form:sshKey", "form:script")
                .anyMatch(id -> !context.getMessageList(id).isEmpty());
    }

    public boolean isNameFree() {
        return nameFree;
    }

    /** What it costs and takes; none while no size is chosen that can be had. */
    public List<NodeEstimate> getEstimate() {
        return estimates.find(person.caller(), form.getSize(), VmPriority.Dedicated, 1);
    }

    /** Whether its cores fit into the quota now. */
    public boolean fits(NodeEstimate estimate) {
        return estimate.affordableNodes() >= 1;
    }

    /** The price of an hour while it runs. */
    public String cost(NodeEstimate estimate) {
        return estimates.cost(estimate, 1);
    }

    /** The call that does the same. */
    public String getCall() {
        var name = form.getName().isBlank() ? "my-desk" : form.getName();
        return AzCall.put(
                place.getUrl() + place.id().child("computes", name), form.body(place.getLocation(), place.getTenant()));
    }
}
