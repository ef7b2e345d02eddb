package io.bancada.catalog.model;

/** ARM's VmPriority: whether nodes stay, or may be taken away at any time. */
public enum VmPriority {
    Dedicated,
    LowPriority
}
