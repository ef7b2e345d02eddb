package io.bancada.compute.model;

/** ARM's allocation state of an AmlCompute: whether its nodes are as many as wanted. */
public enum AllocationState {
    Steady,
    Resizing
}
