package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstanceDetails;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.service.ComputeService;
import io.bancada.compute.service.WorkspacePolicyService;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One compute instance: what it does and why, its apps, its jobs and history, and what can be asked of it. */
@Named("instancePage")
@ViewScoped
public class InstancePage implements Serializable {
    private final ComputeService computes;
    private final WorkspacePolicyService policies;
    private final ComputeParts parts;
    private final InstanceRows rows;
    private final SizeChoice sizes;
    private final Words words;
    private final SignedOn person;
    private final Place place;
    private String name = "";
    private transient @Nullable InstanceRow row;
    private String typed = "";

    @Inject
    public InstancePage(
            ComputeService computes,
            WorkspacePolicyService policies,
            ComputeParts parts,
            InstanceRows rows,
            SizeChoice sizes,
            Words words,
            SignedOn person,
            Place place) {
        this.computes = computes;
        this.policies = policies;
        this.parts = parts;
        this.rows = rows;
        this.sizes = sizes;
        this.words = words;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstancePage() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Reads the instance when the page is opened; a cluster of the name has a page of its own. */
    public @Nullable String load() {
        refresh();
        var compute = computes.get(person.caller(), place.id(), name);
        name = compute.name();
        return compute.type() == ComputeType.AmlCompute ? "/compute/cluster?faces-redirect=true&name=" + name : null;
    }

    /** Reads it anew when the page is shown next. */
    public void refresh() {
        row = null;
    }

    /** The instance as the person meets it. */
    public InstanceRow getRow() {
        if (row == null) {
            row = rows.of(person.caller(), computes.get(person.caller(), place.id(), name));
        }
        return row;
    }

    public ComputeDetails getDetails() {
        return getRow().details();
    }

    public ComputeInstanceDetails getInstance() {
        return getDetails().instance();
    }

    /** Whether it has stopped, which is when it can be resized and handed over. */
    public boolean isStopped() {
        return getInstance().state() == ComputeInstanceState.Stopped;
    }

    /** Whether it is being deleted. */
    public boolean isLeaving() {
        return getInstance().state() == ComputeInstanceState.Deleting;
    }

    /** What it does and what the person can do, where no reason says so. */
    public String getSentence() {
        var state = getInstance().state();
        if (state.up() && getRow().own() && getRow().rising()) {
            return words.of("sentence.opening");
        }
        if (isStopped() && !policies.holdsCores(person.caller(), place.id(), name)) {
            return words.of("sentence.StoppedWithoutCores");
        }
        return words.fill("sentence." + state, getRow().person());
    }

    /** What is said of why it is as it is. */
    public String getReason() {
        return words.say(getRow().reason()).lines().findFirst().orElse("");
    }

    /** What a program said last, where that is why. */
    public String getReasonOutput() {
        return words.say(getRow().reason()).lines().skip(1).collect(Collectors.joining("\n"));
    }

    /** What its size is made of, where the catalogue still has it. */
    public Optional<VmSizeOffer> getSize() {
        return sizes.find(getInstance().vmSize());
    }

    /** The steps on its way to where its apps open. */
    public List<InstanceStep> getSteps() {
        return InstanceStep.of(getRow());
    }

    /** The app that is opened first; empty where none is installed. */
    public List<AppLink> getFirst() {
        return getRow().installed().stream().limit(1).toList();
    }

    /** The address of its origin; empty where no app is installed. */
    public String getAddress() {
        return getRow().installed().stream().findFirst().map(AppLink::address).orElse("");
    }

    /** Deletes it, once its name was typed. */
    public @Nullable String delete() {
        return parts.delete(name, typed) ? "/compute/instances?faces-redirect=true" : null;
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = Objects.requireNonNullElse(name, "");
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed.strip();
    }
}
