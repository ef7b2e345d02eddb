package io.bancada.access.service;

import io.bancada.access.model.ActionKind;
import io.bancada.access.model.LockLevel;
import io.bancada.access.model.ResourceLock;
import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.Scope;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Keeps what is locked as it is. Nobody has to remember to ask: {@link Access#require} asks for every use case, by the
 * kind of the action that it requires. Only what the product does of itself (schedules, idle shutdown, scaling) asks
 * here itself.
 */
@ApplicationScoped
public class Locks {
    private final ResourceLockRepository rows;

    @Inject
    public Locks(ResourceLockRepository rows) {
        this.rows = rows;
    }

    @SuppressWarnings("NullAway")
    protected Locks() {
        this(null);
    }

    /** The lock at the scope, or above it, that stands against this; read anew each time, so that it ends at once. */
    public Optional<ResourceLock> against(ActionKind kind, Scope scope) {
        return kind == ActionKind.READ
                ? Optional.empty()
                : rows.all().stream().filter(l -> l.forbids(kind, scope)).findFirst();
    }

    /**
     * Goes on only where no lock stands against this.
     *
     * @throws BancadaException 409 ScopeLocked naming the lock
     */
    public void require(ActionKind kind, Scope scope) {
        against(kind, scope).ifPresent(lock -> {
            var why = lock.level() == LockLevel.ReadOnly
                    ? Message.of(
                            "refused.lockedChange", lock.name(), lock.scope().id())
                    : Message.of(
                            "refused.lockedDelete", lock.name(), lock.scope().id());
            throw new BancadaException(ErrorCode.SCOPE_LOCKED, scope.id(), why);
        });
    }
}
