package io.bancada.compute.model;

import java.util.EnumSet;
import java.util.Set;

/** ARM's provisioning state of a compute: whether the resource itself stands as asked. */
public enum ProvisioningState {
    Creating,
    Updating,
    Succeeded,
    Failed,
    Deleting;

    /** The states that may follow this one. */
    public Set<ProvisioningState> next() {
        return switch (this) {
            case Creating, Updating -> EnumSet.of(Succeeded, Failed, Deleting);
            case Succeeded, Failed -> EnumSet.of(Updating, Deleting);
            case Deleting -> EnumSet.noneOf(ProvisioningState.class);
        };
    }
}
