package io.bancada.job.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.access.model.Caller;
import io.bancada.access.ui.SignedOn;
import io.bancada.audit.model.EventDetails;
import io.bancada.error.BancadaException;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobStatus;
import io.bancada.job.service.JobFile;
import io.bancada.job.service.JobFileService;
import io.bancada.job.service.JobService;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One job: what it does and why, its log, metrics, outputs and history. */
@Named("jobPage")
@ViewScoped
public class JobPage implements Serializable {
    private static final int SHOWN_EVENTS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JobService jobs;
    private final JobFileService files;
    private final JobWords says;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String name = "";
    private int process;
    private String typed = "";
    private transient @Nullable JobDetails details;

    @Inject
    public JobPage(
            JobService jobs,
            JobFileService files,
            JobWords says,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.jobs = jobs;
        this.files = files;
        this.says = says;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected JobPage() {
        this(null, null, null, null, null, null, null);
    }

    /** Reads the job when the page is opened. */
    public void load() {
        refresh();
        name = getDetails().name();
        process = Math.max(0, Math.min(process, getDetails().instanceCount() - 1));
    }

    /** Reads it anew when the page is shown next. */
    public void refresh() {
        details = null;
    }

    public JobDetails getDetails() {
        if (details == null) {
            details = jobs.get(caller(), place.id(), name);
        }
        return details;
    }

    public String getHeadline() {
        return says.headline(getDetails());
    }

    public String getCause() {
        return says.why(getDetails());
    }

    /** Since when it is in its state. */
    public @Nullable Instant getSince() {
        var job = getDetails();
        return job.endedAt().or(job::startedAt).orElse(job.createdAt());
    }

    public boolean isEnded() {
        return getDetails().status().terminal();
    }

    public boolean isCancelable() {
        return !isEnded() && getDetails().status() != JobStatus.CancelRequested;
    }

    /** Processes of the job, by rank. */
    public List<Integer> getProcesses() {
        return IntStream.range(0, getDetails().instanceCount()).boxed().toList();
    }

    /** The command as it was submitted. */
    public String getCommand() {
        try {
            return JSON.readTree(getDetails().definition()).path("command").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored definition is no JSON", e);
        }
    }

    /** What it left, or has written so far; empty while its node cannot be asked. */
    public List<JobFile> getOutputs() {
        try {
            return files.outputs(caller(), place.id(), name);
        } catch (BancadaException e) {
            if (e.code().status() == 503) {
                return List.of();
            }
            throw e;
        }
    }

    /** Where an output is downloaded. */
    public String link(JobFile file) {
        return "/portal/job-output?name=" + encoded(name) + "&path=" + encoded(file.path());
    }

    public List<EventDetails> getHistory() {
        return jobs.history(caller(), place.id(), name, new PageRequest(SHOWN_EVENTS, Optional.empty()))
                .items();
    }

    /** Asks it to end. */
    public void cancel() {
        try {
            jobs.cancel(caller(), place.id(), name);
            refusals.done(words.fill("job.cancelDone", getDetails().displayName()));
        } catch (BancadaException e) {
            refusals.show(e, Map.of());
        }
        refresh();
    }

    /** Deletes it with log and outputs, once its name was typed. */
    public @Nullable String delete() {
        if (!typed.equals(name)) {
            refusals.beside("deleteForm:typed", words.fill("cluster.deleteType", name));
            return null;
        }
        try {
            jobs.delete(caller(), place.id(), name);
        } catch (BancadaException e) {
            refusals.show(e, Map.of());
            return null;
        }
        refusals.done(words.fill("job.deleteDone", name));
        return "/job/jobs?faces-redirect=true";
    }

    private Caller caller() {
        return person.caller();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public String getName() {
        return name;
    }

    /** The name as an address holds it. */
    public String getEncodedName() {
        return encoded(name);
    }

    public void setName(@Nullable String name) {
        this.name = Objects.requireNonNullElse(name, "");
    }

    public Integer getProcess() {
        return process;
    }

    public void setProcess(@Nullable Integer process) {
        this.process = Objects.requireNonNullElse(process, 0);
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed.strip();
    }
}
