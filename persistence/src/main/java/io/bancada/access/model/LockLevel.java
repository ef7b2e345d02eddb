package io.bancada.access.model;

/** ARM's levels of a lock. */
public enum LockLevel {
    /** What it covers can be read and changed, not deleted. */
    CanNotDelete,
    /** What it covers can be read only. */
    ReadOnly;

    /** Whether such a lock stands against an action. */
    public boolean forbids(ActionKind kind) {
        return switch (kind) {
            case READ -> false;
            case CHANGE -> this == ReadOnly;
            case DELETE -> true;
        };
    }
}
