package io.bancada.cost.model;

/** What of a compute costs (C17). */
public enum CostKind {
    /** Its machine, while it runs. */
    Compute,
    /** Its disk, until it is deleted. */
    Disk
}
