package io.bancada.lock.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.LockDetails;
import io.bancada.access.model.LockLevel;
import io.bancada.access.model.ResourceLock;
import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.service.LockChanged;
import io.bancada.audit.service.Audit;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;

/** Use cases of locks (J4): set, read and taken away at a subscription, resource group, workspace or compute. */
@Stateless
public class LockService {
    private static final int LONGEST_NAME = 260;
    private static final int LONGEST_NOTES = 512;
    private static final Pattern NAME = Pattern.compile("[^<>%&:\\\\?/\\p{Cntrl}]{1," + LONGEST_NAME + "}");

    private ResourceLockRepository rows;
    private LockScopes scopes;
    private Access access;
    private Audit audit;
    private Event<LockChanged> changed;
    private Clock clock;

    @Inject
    public LockService(
            ResourceLockRepository rows,
            LockScopes scopes,
            Access access,
            Audit audit,
            Event<LockChanged> changed,
            Clock clock) {
        this.rows = rows;
        this.scopes = scopes;
        this.access = access;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected LockService() {}

    /** ManagementLocks_List: the locks at the scope and at everything below it. */
    public List<LockDetails> list(Caller caller, Scope scope) {
        access.require(caller, Actions.LOCK_READ, scope);
        var there = scopes.requireThere(scope);
        return rows.all().stream()
                .filter(l -> there.covers(l.scope()))
                .map(LockDetails::from)
                .toList();
    }

    /** The locks that hold for what is at the scope: those set there and those set above, which it inherits. */
    public List<LockDetails> holding(Caller caller, Scope scope) {
        access.require(caller, Actions.LOCK_READ, scope);
        var there = scopes.requireThere(scope);
        return rows.all().stream()
                .filter(l -> l.scope().covers(there))
                .map(LockDetails::from)
                .toList();
    }

    /** ManagementLocks_Get. */
    public LockDetails get(Caller caller, Scope scope, String name) {
        access.require(caller, Actions.LOCK_READ, scope);
        return rows.find(scopes.requireThere(scope), name)
                .map(LockDetails::from)
                .orElseThrow(() -> BancadaException.notFound(LockDetails.armId(scope, name)));
    }

    /**
     * ManagementLocks_CreateOrUpdate: idempotent; from now on nothing passes that it forbids.
     *
     * @throws BancadaException 400 naming the field, 404 where there is nothing at the scope
     */
    public LockPut put(Caller caller, Scope scope, String name, LockLevel level, String notes) {
        access.require(caller, Actions.LOCK_WRITE, scope);
        var there = scopes.requireThere(scope);
        if (!NAME.matcher(name).matches()) {
            throw BancadaException.invalid("lockName", Message.of("refused.lockName", LONGEST_NAME));
        }
        if (notes.length() > LONGEST_NOTES || notes.indexOf(0) >= 0) {
            throw BancadaException.invalid("properties.notes", Message.of("refused.lockNotes", LONGEST_NOTES));
        }
        var existing = rows.find(there, name);
        var lock = existing.orElseGet(() -> add(there, name, level, notes, caller));
        lock.replace(level, notes, caller.name(), clock.instant());
        changed(caller, Actions.LOCK_WRITE, lock, level.name());
        return new LockPut(LockDetails.from(lock), existing.isEmpty());
    }

    /**
     * ManagementLocks_Delete: what it forbade is possible again at once.
     *
     * @return whether there was one
     */
    public boolean delete(Caller caller, Scope scope, String name) {
        access.require(caller, Actions.LOCK_DELETE, scope);
        var found = rows.find(scopes.requireThere(scope), name);
        found.ifPresent(lock -> {
            rows.remove(lock);
            changed(caller, Actions.LOCK_DELETE, lock, "deleted");
        });
        return found.isPresent();
    }

    private ResourceLock add(Scope scope, String name, LockLevel level, String notes, Caller caller) {
        var lock = new ResourceLock(scope, name, level, notes, caller.name(), clock.instant());
        rows.add(lock);
        return lock;
    }

    private void changed(Caller caller, String action, ResourceLock lock, String detail) {
        audit.record(caller, action, LockDetails.armId(lock.scope(), lock.name()), detail);
        changed.fire(new LockChanged(lock.scope()));
    }
}
