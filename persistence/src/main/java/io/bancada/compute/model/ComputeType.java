package io.bancada.compute.model;

/** The kinds of compute that are offered, in ARM's words; the API refuses the others. */
public enum ComputeType {
    /** A cluster: 0 to max nodes that come and go with the work, and a shared queue. */
    AmlCompute,
    /** One node that belongs to one person, with a disk that stays. */
    ComputeInstance,
    /** Someone else's machine: it is used, never made or removed. */
    VirtualMachine;

    /** What computes of this kind can do. */
    public ComputeCapabilities capabilities() {
        return switch (this) {
            case AmlCompute -> new ComputeCapabilities(true, true, true, true);
            case ComputeInstance, VirtualMachine -> new ComputeCapabilities(false, false, true, true);
        };
    }

    /** Whether its node has a disk that outlives what runs on it, and a stop. */
    public boolean keepsHome() {
        return switch (this) {
            case AmlCompute, VirtualMachine -> false;
            case ComputeInstance -> true;
        };
    }

    /** Whether its machine is its own: not made by the location's driver, and no cores of the quota. */
    public boolean attached() {
        return switch (this) {
            case AmlCompute, ComputeInstance -> false;
            case VirtualMachine -> true;
        };
    }
}
