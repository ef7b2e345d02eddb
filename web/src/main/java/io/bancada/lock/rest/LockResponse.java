package io.bancada.lock.rest;

import io.bancada.access.model.LockDetails;
import io.bancada.access.model.LockLevel;
import io.bancada.access.model.ResourceLock;
import io.bancada.web.SystemData;
import org.jspecify.annotations.Nullable;

/** ARM's ManagementLockObject. */
record LockResponse(String id, String name, String type, Properties properties, SystemData systemData) {
    record Properties(LockLevel level, @Nullable String notes) {}

    static LockResponse from(LockDetails l) {
        return new LockResponse(
                l.armId(),
                l.name(),
                ResourceLock.TYPE,
                new Properties(l.level(), l.notes().isEmpty() ? null : l.notes()),
                SystemData.of(l.createdAt(), l.createdByName(), l.modifiedAt(), l.modifiedByName()));
    }
}
