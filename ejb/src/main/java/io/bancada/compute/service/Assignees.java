package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.compute.service.Assigned.Standing;
import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.People;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whom an instance can be given to. Asks the directory, so never inside a transaction. */
@ApplicationScoped
public class Assignees {
    private static final int LONGEST_SUBJECT = 255;

    private final Installation installation;
    private final People people;

    @Inject
    public Assignees(Installation installation, People people) {
        this.installation = installation;
        this.people = people;
    }

    @SuppressWarnings("NullAway")
    protected Assignees() {
        this(null, null);
    }

    /**
     * Finds out who a person of this installation's tenant is. Whether they can be given anything is said by
     * {@link Assigned#require}, once it is clear that they are to be.
     *
     * @throws BancadaException 400 naming the field, for what can be no person here
     */
    Assigned find(Caller caller, String field, Assignee assignee) {
        if (!assignee.tenantId().equalsIgnoreCase(installation.tenant().toString())) {
            throw BancadaException.invalid(
                    field + ".tenantId",
                    "'" + assignee.tenantId() + "' is not this installation's tenant; give " + installation.tenant()
                            + ".");
        }
        var id = assignee.objectId();
        if (id.isBlank() || id.length() > LONGEST_SUBJECT) {
            throw BancadaException.invalid(field + ".objectId", Message.of("refused.objectId", LONGEST_SUBJECT));
        }
        if (id.equals(caller.subject())) {
            return new Assigned(id, caller.name(), Standing.WELCOME);
        }
        try {
            return people.findNow(id)
                    .map(person ->
                            new Assigned(id, person.name(), person.enabled() ? Standing.WELCOME : Standing.DISABLED))
                    .orElseGet(() -> new Assigned(id, id, Standing.UNKNOWN));
        } catch (DirectoryUnavailable e) {
            return new Assigned(id, id, Standing.UNASKED);
        }
    }
}
