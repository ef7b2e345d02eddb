package io.bancada.lock.ui;

import io.bancada.access.model.LockDetails;

/**
 * A lock as a page lists it.
 *
 * @param where what it is set on, in words
 * @param here whether it is set on what the page shows, and can be taken away there
 */
public record LockRow(LockDetails lock, String where, boolean here) {
    public String name() {
        return lock.name();
    }

    public String level() {
        return lock.level().name();
    }

    public String notes() {
        return lock.notes();
    }
}
