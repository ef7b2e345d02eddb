package io.bancada.compute.ui;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobFilter;
import io.bancada.job.model.JobStatus;
import io.bancada.job.service.JobService;
import io.bancada.node.model.NodeState;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts clusters beside what waits for them. */
@RequestScoped
public class ClusterRows {
    private final JobService jobs;
    private final Access access;
    private final Place place;
    private final Words words;

    @Inject
    public ClusterRows(JobService jobs, Access access, Place place, Words words) {
        this.jobs = jobs;
        this.access = access;
        this.place = place;
        this.words = words;
    }

    @SuppressWarnings("NullAway")
    protected ClusterRows() {
        this(null, null, null, null);
    }

    /** Rows of these clusters, in their order. */
    public List<ClusterRow> of(Caller caller, List<ComputeDetails> clusters) {
        var waiting = waiting(caller, Optional.empty()).stream()
                .collect(Collectors.groupingBy(JobDetails::computeName, Collectors.summingInt(j -> 1)));
        return clusters.stream()
                .map(c -> new ClusterRow(c, waiting.getOrDefault(c.name(), 0), nodes(c)))
                .toList();
    }

    /** The row of one cluster. */
    public ClusterRow of(Caller caller, ComputeDetails cluster) {
        return new ClusterRow(
                cluster, waiting(caller, Optional.of(cluster.name())).size(), nodes(cluster));
    }

    private List<JobDetails> waiting(Caller caller, Optional<String> cluster) {
        if (!access.allows(caller, Actions.JOB_READ, place.id().scope())) {
            return List.of();
        }
        var queued = new JobFilter(
                Optional.of(JobStatus.Queued),
                cluster,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                JobFilter.ListView.All);
        return jobs.list(caller, place.id(), queued, new PageRequest(PageRequest.MAX_SIZE, Optional.empty()))
                .items();
    }

    private String nodes(ComputeDetails cluster) {
        var byState = Arrays.stream(NodeState.values())
                .filter(s -> cluster.nodes().of(s) > 0)
                .map(s -> cluster.nodes().of(s) + " " + words.state(s))
                .collect(Collectors.joining(", "));
        return words.fill(
                byState.isEmpty() ? "clusters.noNodesOf" : "clusters.nodesOf",
                byState,
                cluster.cluster().scale().maxNodeCount());
    }
}
