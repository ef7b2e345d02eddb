package io.bancada.job.ui;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeType;
import io.bancada.error.BancadaException;
import io.bancada.job.service.JobService;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page of a new job, empty or filled from an earlier one; what it costs and waits for stands beside the form. */
@Named("submitJob")
@ViewScoped
public class SubmitJobPage implements Serializable {
    private static final Map<String, String> FIELDS = Map.of(
            "command", "form:command",
            "codeId", "form:code",
            "computeId", "form:compute",
            "instanceCount", "form:instances",
            "timeout", "form:timeout",
            "environmentVariables", "form:variables",
            "experimentName", "form:experiment",
            "displayName", "form:display");

    private final JobService jobs;
    private final JobTargets targets;
    private final Words words;
    private final Refusals refusals;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private final JobInputs form = new JobInputs();
    private String name = "";
    private String wanted = "";
    private String like = "";
    private transient @Nullable List<ComputeDetails> open;

    @Inject
    public SubmitJobPage(
            JobService jobs,
            JobTargets targets,
            Words words,
            Refusals refusals,
            Rights rights,
            SignedOn person,
            Place place) {
        this.jobs = jobs;
        this.targets = targets;
        this.words = words;
        this.refusals = refusals;
        this.rights = rights;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected SubmitJobPage() {
        this(null, null, null, null, null, null, null);
    }

    /** Refuses whoever may not submit; fills the form when it is opened. */
    public void begin() {
        rights.require(Actions.JOB_WRITE);
        if (!name.isEmpty()) {
            return;
        }
        name = JobNames.next();
        if (!like.isEmpty()) {
            form.take(JobForm.of(jobs.get(caller(), place.id(), like).definition()));
        }
        var target = form.getCompute().isEmpty() ? wanted : form.getCompute();
        form.setCompute(getComputes().stream()
                .map(ComputeDetails::name)
                .filter(c -> c.equalsIgnoreCase(target))
                .findFirst()
                .or(() -> getComputes().stream().map(ComputeDetails::name).findFirst())
                .orElse(""));
    }

    /** Submits the job and shows it. */
    public @Nullable String submit() {
        var asked = asked();
        if (asked.isEmpty()) {
            refusals.beside("form:variables", words.of("submit.variablesWrong"));
            return null;
        }
        try {
            var made = jobs.put(caller(), place.id(), name, asked.orElseThrow().request());
            refusals.done(words.fill("submit.done", made.job().displayName()));
            return "/job/job?faces-redirect=true&name=" + made.job().name();
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    /** The computes that take the person's jobs. */
    public List<ComputeDetails> getComputes() {
        if (open == null) {
            open = targets.of(caller());
        }
        return open;
    }

    /** A compute as the form offers it. */
    public String label(ComputeDetails compute) {
        if (compute.type() != ComputeType.ComputeInstance) {
            return compute.name() + " · " + compute.cluster().vmSize();
        }
        var instance = compute.instance();
        var whose = instance.owner().equals(caller().subject()) ? "" : " · " + instance.ownerName();
        return compute.name() + " · " + instance.vmSize() + whose;
    }

    /**
     * The chosen compute. None in a request that comes after the page has led on, which finds a form without one.
     */
    public List<JobTarget> getTarget() {
        return form.getCompute().isEmpty() ? List.of() : List.of(targets.of(caller(), form.getCompute(), form.nodes()));
    }

    /** The call that does the same; empty while the form cannot be read. */
    public String getCall() {
        return asked().map(asked -> AzCall.put(place.getUrl() + place.id().child("jobs", name), asked.body()))
                .orElse("");
    }

    private Optional<JobForm> asked() {
        return form.form(place.id().child("computes", form.getCompute()));
    }

    private Caller caller() {
        return person.caller();
    }

    public JobInputs getForm() {
        return form;
    }

    public String getName() {
        return name;
    }

    public String getWanted() {
        return wanted;
    }

    public void setWanted(@Nullable String wanted) {
        this.wanted = Objects.requireNonNullElse(wanted, "");
    }

    public String getLike() {
        return like;
    }

    public void setLike(@Nullable String like) {
        this.like = Objects.requireNonNullElse(like, "");
    }
}
