package io.bancada.compute.model;

import java.util.Optional;

/**
 * Which computes a list is to show; empty means any.
 *
 * @param type of this kind only
 * @param createdBy those that the person with this subject created (C16)
 */
public record ComputeFilter(Optional<ComputeType> type, Optional<String> createdBy) {
    /** All of them. */
    public static final ComputeFilter ALL = new ComputeFilter(Optional.empty(), Optional.empty());

    /** All of one kind. */
    public static ComputeFilter of(ComputeType type) {
        return new ComputeFilter(Optional.of(type), Optional.empty());
    }
}
