package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.identity.service.InstanceSecrets;
import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.People;
import io.bancada.person.service.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Says in whose name a program on a compute instance speaks (C23): in that of the instance's person, with the groups that
 * the directory gives them now, and only while the instance runs it for them. No transaction is open while the directory
 * is asked.
 */
@ApplicationScoped
public class InstanceIdentities {
    private final InstanceSecrets secrets;
    private final InstanceProgramRows rows;
    private final People people;

    @Inject
    public InstanceIdentities(InstanceSecrets secrets, InstanceProgramRows rows, People people) {
        this.secrets = secrets;
        this.rows = rows;
        this.people = people;
    }

    @SuppressWarnings("NullAway")
    protected InstanceIdentities() {
        this(null, null, null);
    }

    /**
     * The person for whom this program runs.
     *
     * @param secret what the program shows, as {@link InstanceSecrets#of} made it
     * @throws BancadaException 401 where it is not good, or no longer; 503 while the directory cannot be asked
     */
    public Caller identify(String secret) {
        var program = secrets.read(secret).filter(rows::runs).orElseThrow(InstanceIdentities::refusal);
        try {
            var person = people.find(program.person()).filter(Person::enabled).orElseThrow(InstanceIdentities::refusal);
            return new Caller(
                    person.objectId(),
                    person.userName(),
                    person.name(),
                    people.groups(person.objectId()),
                    Caller.INSTANCE_PROGRAM);
        } catch (DirectoryUnavailable e) {
            throw new BancadaException(ErrorCode.UNAVAILABLE, null, e.why());
        }
    }

    private static BancadaException refusal() {
        return new BancadaException(
                ErrorCode.UNAUTHENTICATED,
                "secret",
                "Authentication failed. This is not the secret of a program that runs on a compute instance now, or the"
                        + " instance's person may no longer sign on.");
    }
}
