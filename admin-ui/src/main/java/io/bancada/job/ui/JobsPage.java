package io.bancada.job.ui;

import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.service.ComputeService;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobFilter;
import io.bancada.job.model.JobStatus;
import io.bancada.job.service.JobService;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of jobs. Filters and place stand in the address, so that a list can be sent to someone and the way back works:
 * {@code after} is the token of this page, {@code trail} the tokens of the pages before it.
 */
@Named("jobs")
@ViewScoped
public class JobsPage implements Serializable {
    private static final int ROWS = 25;
    private static final String SEPARATOR = ".";

    private final JobService jobs;
    private final ComputeService computes;
    private final Access access;
    private final SignedOn person;
    private final Place place;
    private final JobWords words;
    private String status = "";
    private String compute = "";
    private String experiment = "";
    private boolean mine;
    private String after = "";
    private String trail = "";
    private transient @Nullable Page<JobDetails> page;

    @Inject
    public JobsPage(
            JobService jobs, ComputeService computes, Access access, SignedOn person, Place place, JobWords words) {
        this.jobs = jobs;
        this.computes = computes;
        this.access = access;
        this.person = person;
        this.place = place;
        this.words = words;
    }

    @SuppressWarnings("NullAway")
    protected JobsPage() {
        this(null, null, null, null, null, null);
    }

    public List<JobDetails> getRows() {
        return page().items();
    }

    /** Token of the page with older jobs. */
    public Optional<String> getNext() {
        return page().next();
    }

    /** Why it waits or failed. */
    public String why(JobDetails job) {
        return words.why(job);
    }

    /** Reads the list anew when the page is shown next. */
    public void refresh() {
        page = null;
    }

    /** The states that can be asked for. */
    public List<String> getStatuses() {
        return Arrays.stream(JobStatus.values()).map(Enum::name).toList();
    }

    /** The clusters that can be asked for. */
    public List<String> getComputes() {
        return access.allows(person.caller(), Actions.COMPUTE_READ, place.id().scope())
                ? computes
                        .list(
                                person.caller(),
                                place.id(),
                                ComputeFilter.ALL,
                                new PageRequest(PageRequest.MAX_SIZE, Optional.empty()))
                        .items()
                        .stream()
                        .map(ComputeDetails::name)
                        .toList()
                : List.of();
    }

    public boolean isFiltered() {
        return !status.isEmpty() || !compute.isEmpty() || !experiment.isEmpty() || mine;
    }

    /** Whether there are newer jobs than those shown. */
    public boolean isLater() {
        return !after.isEmpty();
    }

    /** Token of the page with newer jobs; empty for the first. */
    public String getNewerAfter() {
        var cut = trail.lastIndexOf(SEPARATOR);
        return trail.substring(cut + 1);
    }

    /** The trail of the page with newer jobs. */
    public String getNewerTrail() {
        var cut = trail.lastIndexOf(SEPARATOR);
        return cut < 0 ? "" : trail.substring(0, cut);
    }

    /** The trail of the page with older jobs. */
    public String getOlderTrail() {
        if (after.isEmpty()) {
            return "";
        }
        return trail.isEmpty() ? after : trail + SEPARATOR + after;
    }

    private Page<JobDetails> page() {
        if (page == null) {
            page = jobs.list(person.caller(), place.id(), filter(), PageRequest.of(after, ROWS));
        }
        return page;
    }

    private JobFilter filter() {
        return new JobFilter(
                Arrays.stream(JobStatus.values())
                        .filter(s -> s.name().equalsIgnoreCase(status))
                        .findFirst(),
                given(compute),
                given(experiment),
                mine ? Optional.of(person.caller().subject()) : Optional.empty(),
                Optional.empty(),
                JobFilter.ListView.ActiveOnly);
    }

    private static Optional<String> given(String value) {
        return Optional.of(value).filter(v -> !v.isEmpty());
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(@Nullable String status) {
        this.status = orEmpty(status);
    }

    public String getCompute() {
        return compute;
    }

    public void setCompute(@Nullable String compute) {
        this.compute = orEmpty(compute);
    }

    public String getExperiment() {
        return experiment;
    }

    public void setExperiment(@Nullable String experiment) {
        this.experiment = orEmpty(experiment);
    }

    public boolean isMine() {
        return mine;
    }

    public void setMine(boolean mine) {
        this.mine = mine;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(@Nullable String after) {
        this.after = orEmpty(after);
    }

    public String getTrail() {
        return trail;
    }

    public void setTrail(@Nullable String trail) {
        this.trail = orEmpty(trail);
    }
}
