package io.bancada.compute.model;

/**
 * What a kind of compute can do (A7).
 *
 * @param multiNode whether a job may have several nodes at once
 * @param autoscale whether nodes come and go with the submitted work
 * @param jobScheduling whether it is managed here and has a queue of jobs
 * @param gpu whether it may have GPUs beside CPUs
 */
public record ComputeCapabilities(boolean multiNode, boolean autoscale, boolean jobScheduling, boolean gpu) {}
