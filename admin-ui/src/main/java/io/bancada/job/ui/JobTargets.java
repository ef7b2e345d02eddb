package io.bancada.job.ui;

import io.bancada.access.model.Caller;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.service.ComputeService;
import io.bancada.compute.ui.ClusterRow;
import io.bancada.compute.ui.ClusterRows;
import io.bancada.compute.ui.ComputeParts;
import io.bancada.compute.ui.InstancePolicy;
import io.bancada.compute.ui.NodeEstimates;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The computes that take a person's jobs: clusters, and compute instances of their own, or all where the policy opens them. */
@RequestScoped
public class JobTargets {
    private final ComputeService computes;
    private final ClusterRows rows;
    private final ComputeParts parts;
    private final NodeEstimates estimates;
    private final InstancePolicy policy;
    private final Words words;
    private final Place place;

    @Inject
    public JobTargets(
            ComputeService computes,
            ClusterRows rows,
            ComputeParts parts,
            NodeEstimates estimates,
            InstancePolicy policy,
            Words words,
            Place place) {
        this.computes = computes;
        this.rows = rows;
        this.parts = parts;
        this.estimates = estimates;
        this.policy = policy;
        this.words = words;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected JobTargets() {
        this(null, null, null, null, null, null, null);
    }

    /** Those that can be chosen, clusters first. */
    List<ComputeDetails> of(Caller caller) {
        var instances = policy.isOpensJobs()
                ? ComputeFilter.of(ComputeType.ComputeInstance)
                : ComputeFilter.instancesOf(caller.subject());
        return Stream.of(ComputeFilter.of(ComputeType.AmlCompute), instances)
                .flatMap(filter -> computes
                        .list(caller, place.id(), filter, new PageRequest(PageRequest.MAX_SIZE, Optional.empty()))
                        .items()
                        .stream())
                .filter(c -> c.provisioningState() != ProvisioningState.Deleting
                        && c.provisioningState() != ProvisioningState.Failed)
                .toList();
    }

    /** What is to be known before a job with so many nodes goes to one of them. */
    JobTarget of(Caller caller, String compute, int nodes) {
        var details = computes.get(caller, place.id(), compute);
        return details.type() == ComputeType.ComputeInstance
                ? instance(details)
                : cluster(caller, rows.of(caller, details), nodes);
    }

    private JobTarget instance(ComputeDetails details) {
        var state = details.instance().state();
        return new JobTarget(
                details.name(),
                words.state(state),
                parts.queue(details.name()).size(),
                List.of(),
                words.of("submit.costNone"),
                words.of(state.up() ? "submit.expectInstance" : "submit.expectStart"));
    }

    /** The nodes that idle there cost nothing more of the quota; those that are missing do. */
    private JobTarget cluster(Caller caller, ClusterRow target, int nodes) {
        var missing = Math.max(0, nodes - target.nodesIdle());
        var estimate =
                estimates.of(caller, target.size(), target.details().cluster().vmPriority(), missing);
        return new JobTarget(
                target.name(),
                target.nodesText(),
                target.waiting(),
                estimate.quota(),
                estimates.cost(estimate, nodes),
                expectation(target, nodes));
    }

    private String expectation(ClusterRow target, int nodes) {
        if (target.waiting() > 0) {
            return words.fill("submit.expectQueue", target.waiting());
        }
        if (target.nodesIdle() >= nodes) {
            return words.of("submit.expectNow");
        }
        return words.of(target.current() < target.max() ? "submit.expectNode" : "submit.expectBusy");
    }
}
