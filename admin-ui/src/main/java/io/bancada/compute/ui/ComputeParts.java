package io.bancada.compute.ui;

import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.audit.model.EventDetails;
import io.bancada.compute.service.ComputeService;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobFilter;
import io.bancada.job.model.JobStatus;
import io.bancada.job.service.JobService;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the pages of computes of all kinds have in common: jobs, history, deletion. */
@Named("computeParts")
@RequestScoped
public class ComputeParts {
    private static final int SHOWN_JOBS = 8;
    private static final int SHOWN_QUEUE = 12;
    private static final int SHOWN_EVENTS = 25;

    private final ComputeService computes;
    private final JobService jobs;
    private final Access access;
    private final Refusals refusals;
    private final Words words;
    private final SignedOn person;
    private final Place place;
    private final Map<String, List<JobDetails>> queues = new HashMap<>();

    @Inject
    public ComputeParts(
            ComputeService computes,
            JobService jobs,
            Access access,
            Refusals refusals,
            Words words,
            SignedOn person,
            Place place) {
        this.computes = computes;
        this.jobs = jobs;
        this.access = access;
        this.refusals = refusals;
        this.words = words;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected ComputeParts() {
        this(null, null, null, null, null, null, null);
    }

    /** Its newest jobs. */
    public List<JobDetails> jobs(String compute) {
        return jobs(compute, Optional.empty(), SHOWN_JOBS);
    }

    /** The jobs that it runs now. */
    public List<JobDetails> running(String compute) {
        return jobs(compute, Optional.of(JobStatus.Running), PageRequest.MAX_SIZE);
    }

    /** The first jobs of its queue, each with its place; read once a request. */
    public List<JobDetails> queue(String compute) {
        return queues.computeIfAbsent(compute, this::readQueue);
    }

    private List<JobDetails> readQueue(String compute) {
        return jobs(compute, Optional.of(JobStatus.Queued), SHOWN_QUEUE).stream()
                .map(j -> jobs.get(person.caller(), place.id(), j.name()))
                .sorted(Comparator.comparingInt(j -> j.queuePlace().orElse(Integer.MAX_VALUE)))
                .toList();
    }

    /** What happened to it, newest first. */
    public List<EventDetails> history(String compute) {
        return computes.history(person.caller(), place.id(), compute, new PageRequest(SHOWN_EVENTS, Optional.empty()))
                .items();
    }

    /**
     * Deletes it, once its name was typed into {@code deleteForm:typed}.
     *
     * @return whether it is being deleted; where not, the page says why
     */
    boolean delete(String compute, String typed) {
        if (!typed.equals(compute)) {
            refusals.beside("deleteForm:typed", words.fill("cluster.deleteType", compute));
            return false;
        }
        if (computes.delete(person.caller(), place.id(), compute, false).isEmpty()) {
            throw new BancadaException(ErrorCode.NOT_FOUND, compute, words.of("error.missingText"));
        }
        refusals.done(words.fill("cluster.deleteDone", compute));
        return true;
    }

    private List<JobDetails> jobs(String compute, Optional<JobStatus> status, int most) {
        var here = new JobFilter(
                status,
                Optional.of(compute),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                JobFilter.ListView.ActiveOnly);
        return access.allows(person.caller(), Actions.JOB_READ, place.id().scope())
                ? jobs.list(person.caller(), place.id(), here, new PageRequest(most, Optional.empty()))
                        .items()
                : List.of();
    }
}
