package io.bancada.app.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.error.BancadaException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Asks for the right to open an instance's apps (I3), and puts on record who opened which. */
@Stateless
public class InstanceAccess {
    private Access access;
    private Audit audit;

    @Inject
    public InstanceAccess(Access access, Audit audit) {
        this.access = access;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected InstanceAccess() {}

    /**
     * Goes on only when a role of the caller allows it. That the instance is theirs is not asked here.
     *
     * @throws BancadaException 403 AuthorizationFailed
     */
    public void open(Caller caller, InstanceBackend backend, String label) {
        access.require(caller, Actions.COMPUTE_OPEN_APPS, new Scope(backend.armId()));
        audit.record(caller, Actions.COMPUTE_OPEN_APPS, backend.armId(), label);
    }
}
