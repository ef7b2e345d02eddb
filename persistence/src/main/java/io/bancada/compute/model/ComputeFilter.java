package io.bancada.compute.model;

import java.util.Optional;

/**
 * Which computes a list is to show; empty means any.
 *
 * @param type of this kind only
 * @param createdBy those that the person with this subject created (C16)
 * @param assignedTo the compute instances that belong to the person with this subject, whoever created them
 * @param nameHas those with this text in their names, without regard to case
 * @param state the compute instances in this state
 */
public record ComputeFilter(
        Optional<ComputeType> type,
        Optional<String> createdBy,
        Optional<String> assignedTo,
        Optional<String> nameHas,
        Optional<ComputeInstanceState> state) {
    /** All of them. */
    public static final ComputeFilter ALL =
            new ComputeFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** All of one kind. */
    public static ComputeFilter of(ComputeType type) {
        return ALL.by(Optional.of(type), Optional.empty(), Optional.empty());
    }

    /** The compute instances that belong to a person, whoever created them. */
    public static ComputeFilter instancesOf(String person) {
        return ALL.by(Optional.of(ComputeType.ComputeInstance), Optional.empty(), Optional.of(person));
    }

    /** These, of one kind and of certain people only. */
    public ComputeFilter by(Optional<ComputeType> kind, Optional<String> creator, Optional<String> person) {
        return new ComputeFilter(kind, creator, person, nameHas, state);
    }
}
