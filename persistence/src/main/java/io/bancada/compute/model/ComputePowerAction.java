package io.bancada.compute.model;

/** ARM's computePowerAction: what a schedule does to a compute instance. */
public enum ComputePowerAction {
    Start,
    Stop
}
