package io.bancada.job.service;

import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.service.InstanceHandedOver;
import io.bancada.job.model.JobReason;
import io.bancada.message.Message;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;

/** Jobs that wait for an instance run in the name of who submitted them: once it is another's, they never run on it. */
@Dependent
public class HandedOverJobs {
    private final ComputeRepository computes;
    private final JobMoves moves;
    private final Clock clock;

    @Inject
    public HandedOverJobs(ComputeRepository computes, JobMoves moves, Clock clock) {
        this.computes = computes;
        this.moves = moves;
        this.clock = clock;
    }

    void cancel(@Observes InstanceHandedOver event) {
        var compute = computes.find(event.computeId()).orElseThrow();
        moves.cancelWaiting(
                compute,
                JobReason.ComputeStopped,
                Message.of("job.instanceHandedOver", compute.name()),
                clock.instant());
    }
}
