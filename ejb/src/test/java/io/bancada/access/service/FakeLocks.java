package io.bancada.access.service;

import io.bancada.access.model.LockLevel;
import io.bancada.access.model.ResourceLock;
import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Locks without a database; none at first. */
public final class FakeLocks extends ResourceLockRepository {
    private final List<ResourceLock> all = new ArrayList<>();

    /** Locks a scope. */
    public void lock(Scope scope, LockLevel level) {
        all.add(new ResourceLock(scope, "keep", level, "", "Alice", Instant.EPOCH));
    }

    /** Takes all locks away. */
    public void unlock() {
        all.clear();
    }

    /** What asks them. */
    public Locks locks() {
        return new Locks(this);
    }

    @Override
    public List<ResourceLock> all() {
        return List.copyOf(all);
    }
}
