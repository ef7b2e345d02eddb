package io.bancada.job.ui;

import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.service.ComputeService;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobStatus;
import io.bancada.job.service.JobService;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Trail;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list of jobs, newest first, one keyset page at a time. */
@Named("jobs")
@ViewScoped
public class JobsPage implements Serializable {
    private static final int ROWS = 25;

    private final JobService jobs;
    private final ComputeService computes;
    private final Access access;
    private final SignedOn person;
    private final Place place;
    private final JobWords words;
    private final JobChoice choice = new JobChoice();
    private final Trail trail = new Trail();
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

    /** Token of the page with older jobs; empty on the last. */
    public String getNext() {
        return page().next().orElse("");
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

    public JobChoice getChoice() {
        return choice;
    }

    public Trail getTrail() {
        return trail;
    }

    private Page<JobDetails> page() {
        if (page == null) {
            page = jobs.list(person.caller(), place.id(), choice.filter(person.caller()), trail.page(ROWS));
        }
        return page;
    }
}
