package io.bancada.lock.rest;

import io.bancada.access.model.LockLevel;
import io.bancada.error.BancadaException;
import io.bancada.web.Fields;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of ManagementLocks_CreateOrUpdate. */
record LockRequest(@Nullable Properties properties) {
    /** More than any notes may have, so that the service says how long they may be. */
    private static final int LONGEST = 100_000;

    record Properties(@Nullable String level, @Nullable String notes) {}

    LockLevel level() {
        var given = properties == null ? null : properties.level();
        return Arrays.stream(LockLevel.values())
                .filter(l -> l.name().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> BancadaException.invalid(
                        "properties.level",
                        given == null
                                ? "level is required; give CanNotDelete or ReadOnly."
                                : "'" + given + "' is no level of a lock; give CanNotDelete or ReadOnly."));
    }

    String notes() {
        return Fields.text("properties.notes", properties == null ? null : properties.notes(), LONGEST)
                .orElse("");
    }
}
