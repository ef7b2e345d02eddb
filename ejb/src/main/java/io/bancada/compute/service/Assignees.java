package io.bancada.compute.service;

import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.error.BancadaException;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whom an instance can be given to. */
@ApplicationScoped
public class Assignees {
    private static final int LONGEST_SUBJECT = 255;

    private final Installation installation;

    @Inject
    public Assignees(Installation installation) {
        this.installation = installation;
    }

    @SuppressWarnings("NullAway")
    protected Assignees() {
        this(null);
    }

    /**
     * Goes on only for a person of this installation's tenant.
     *
     * @throws BancadaException 400 naming the field
     */
    void require(String field, Assignee assignee) {
        if (!assignee.tenantId().equalsIgnoreCase(installation.tenant().toString())) {
            throw BancadaException.invalid(
                    field + ".tenantId",
                    "'" + assignee.tenantId() + "' is not this installation's tenant; give " + installation.tenant()
                            + ".");
        }
        if (assignee.objectId().isBlank() || assignee.objectId().length() > LONGEST_SUBJECT) {
            throw BancadaException.invalid(
                    field + ".objectId", "Give the person's object id, up to " + LONGEST_SUBJECT + " characters.");
        }
    }
}
