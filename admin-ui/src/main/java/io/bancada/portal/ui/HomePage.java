package io.bancada.portal.ui;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.service.ComputeService;
import io.bancada.compute.ui.ClusterRow;
import io.bancada.compute.ui.ClusterRows;
import io.bancada.compute.ui.InstanceRow;
import io.bancada.compute.ui.InstanceRows;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobFilter;
import io.bancada.job.model.JobStatus;
import io.bancada.job.service.JobService;
import io.bancada.paging.PageRequest;
import io.bancada.quota.service.QuotaService;
import io.bancada.quota.ui.QuotaBar;
import io.bancada.quota.ui.QuotaBars;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a person should see first: own open jobs and instances, the clusters, how full the quota is, and what to do next. */
@Named("home")
@RequestScoped
public class HomePage {
    private static final int SHOWN = 6;

    private final JobService jobs;
    private final ComputeService computes;
    private final QuotaService quota;
    private final ClusterRows rows;
    private final InstanceRows desks;
    private final QuotaBars bars;
    private final Access access;
    private final SignedOn person;
    private final Place place;
    private @Nullable List<JobDetails> mine;
    private @Nullable List<ClusterRow> clusters;
    private @Nullable List<InstanceRow> instances;

    @Inject
    public HomePage(
            JobService jobs,
            ComputeService computes,
            QuotaService quota,
            ClusterRows rows,
            InstanceRows desks,
            QuotaBars bars,
            Access access,
            SignedOn person,
            Place place) {
        this.jobs = jobs;
        this.computes = computes;
        this.quota = quota;
        this.rows = rows;
        this.desks = desks;
        this.bars = bars;
        this.access = access;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected HomePage() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** The person's open jobs, running ones first; where there are none, the latest that ended. */
    public List<JobDetails> getJobs() {
        if (mine == null) {
            if (!access.allows(caller(), Actions.JOB_READ, place.id().scope())) {
                mine = List.of();
                return mine;
            }
            var open = Stream.of(JobStatus.Running, JobStatus.Starting, JobStatus.CancelRequested, JobStatus.Queued)
                    .flatMap(s -> list(Optional.of(s)).stream())
                    .limit(SHOWN)
                    .toList();
            mine = open.isEmpty() ? list(Optional.empty()) : open;
        }
        return mine;
    }

    public List<ClusterRow> getClusters() {
        if (clusters == null) {
            clusters = access.allows(caller(), Actions.COMPUTE_READ, place.id().scope())
                    ? rows.of(
                            caller(),
                            computes.list(caller(), place.id(), ComputeFilter.of(ComputeType.AmlCompute), page())
                                    .items())
                    : List.of();
        }
        return clusters;
    }

    /** The person's own compute instances. */
    public List<InstanceRow> getInstances() {
        if (instances == null) {
            var mine = ComputeFilter.instancesOf(caller().subject());
            instances = access.allows(caller(), Actions.COMPUTE_READ, place.id().scope())
                    ? computes.list(caller(), place.id(), mine, page()).items().stream()
                            .map(instance -> desks.of(caller(), instance))
                            .toList()
                    : List.of();
        }
        return instances;
    }

    /** The totals, and the families of which something is taken. */
    public List<QuotaBar> getQuota() {
        return quota.usages(caller(), place.id().subscription(), place.getLocation()).stream()
                .map(bars::now)
                .filter(b -> b.total() || b.line().used() > 0)
                .toList();
    }

    /** Whether there is nothing yet, so that the first steps are shown. */
    public boolean isFresh() {
        return getClusters().isEmpty() || getJobs().isEmpty();
    }

    private List<JobDetails> list(Optional<JobStatus> status) {
        var filter = new JobFilter(
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.of(caller().subject()),
                Optional.empty(),
                JobFilter.ListView.ActiveOnly);
        return jobs.list(caller(), place.id(), filter, page()).items();
    }

    private Caller caller() {
        return person.caller();
    }

    private static PageRequest page() {
        return new PageRequest(SHOWN, Optional.empty());
    }
}
