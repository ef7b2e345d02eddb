package io.bancada.compute.model;

import io.bancada.catalog.model.VmPriority;
import java.time.Instant;

/**
 * What only a cluster has.
 *
 * @param demandNodes nodes that the queue and the running jobs want
 * @param targetNodes nodes wanted within limits and quota: ARM's targetNodeCount
 */
public record AmlComputeDetails(
        String vmSize,
        VmPriority vmPriority,
        ScaleSettings scale,
        AllocationState allocationState,
        Instant allocationStateAt,
        int demandNodes,
        int targetNodes)
        implements ComputeDetails.Kind {}
