package io.bancada.compute.rest;

import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeType;

/**
 * What the compute can do (A7).
 *
 * @param multiNode whether a job may have several nodes at once
 * @param autoscale whether nodes come and go with the submitted work
 * @param jobScheduling whether it is managed here and has a queue of jobs
 * @param gpu whether it may have GPUs beside CPUs
 */
record CapabilitiesResponse(
        ComputeType computeType, boolean multiNode, boolean autoscale, boolean jobScheduling, boolean gpu) {
    static CapabilitiesResponse from(ComputeDetails c) {
        var can = c.type().capabilities();
        return new CapabilitiesResponse(c.type(), can.multiNode(), can.autoscale(), can.jobScheduling(), can.gpu());
    }
}
