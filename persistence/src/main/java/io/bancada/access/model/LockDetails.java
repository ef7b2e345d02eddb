package io.bancada.access.model;

import java.time.Instant;

/**
 * A lock as pages and the API show it.
 *
 * @param scope what it covers, with everything below
 * @param notes what whoever set it wrote; may be empty
 */
public record LockDetails(
        Scope scope,
        String name,
        LockLevel level,
        String notes,
        Instant createdAt,
        String createdByName,
        Instant modifiedAt,
        String modifiedByName) {
    public static LockDetails from(ResourceLock l) {
        return new LockDetails(
                l.scope(),
                l.name(),
                l.level(),
                l.notes(),
                l.createdAt(),
                l.createdByName(),
                l.modifiedAt(),
                l.modifiedByName());
    }

    /** The lock's own ARM id. */
    public String armId() {
        return armId(scope, name);
    }

    /** The ARM id of a lock of this name at a scope. */
    public static String armId(Scope scope, String name) {
        return scope.id() + "/providers/" + ResourceLock.TYPE + "/" + name;
    }
}
