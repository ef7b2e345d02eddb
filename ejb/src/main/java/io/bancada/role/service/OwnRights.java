package io.bancada.role.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Nobody changes what they themselves may do: somebody else who may has to (S5). The last owner cannot lock all out, either. */
@ApplicationScoped
public class OwnRights {
    private final RoleAssignmentRepository assignments;

    @Inject
    public OwnRights(RoleAssignmentRepository assignments) {
        this.assignments = assignments;
    }

    @SuppressWarnings("NullAway")
    protected OwnRights() {
        this(null);
    }

    /**
     * Goes on only where the caller does not hold the role.
     *
     * @throws BancadaException 403 where they do
     */
    void requireNotHeld(Caller caller, String role) {
        if (assignments.heldBy(caller).stream().anyMatch(a -> a.role().equals(role))) {
            throw refusal("properties.permissions");
        }
    }

    static BancadaException refusal(String target) {
        return new BancadaException(ErrorCode.FORBIDDEN, target, Message.of("refused.ownRights"));
    }
}
