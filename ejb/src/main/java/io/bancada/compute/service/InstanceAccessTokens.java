package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.app.service.AccessGrant;
import io.bancada.app.service.AccessTokens;
import io.bancada.person.service.People;
import io.bancada.person.service.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * The tokens of compute instances. A token knows of no sign-on, so the directory is asked whether its person may still
 * sign on and in which groups they are; no transaction is open meanwhile.
 */
@ApplicationScoped
public class InstanceAccessTokens implements AccessTokens {
    /** The client in audit entries of what is done by token. */
    static final String CLIENT = "access-token";

    private final AccessTokenRows rows;
    private final People people;

    @Inject
    public InstanceAccessTokens(AccessTokenRows rows, People people) {
        this.rows = rows;
        this.people = people;
    }

    @SuppressWarnings("NullAway")
    protected InstanceAccessTokens() {
        this(null, null);
    }

    @Override
    public Optional<AccessGrant> find(String digest) {
        return rows.find(digest);
    }

    @Override
    public boolean open(AccessGrant grant) {
        return person(grant).filter(person -> rows.open(person, grant)).isPresent();
    }

    @Override
    public boolean goesOn(AccessGrant grant) {
        return person(grant).filter(person -> rows.allows(person, grant)).isPresent();
    }

    @Override
    public void used(AccessGrant grant, Instant at) {
        rows.used(grant, at);
    }

    private Optional<Caller> person(AccessGrant grant) {
        return people.findNow(grant.subject())
                .filter(Person::enabled)
                .map(person -> new Caller(
                        person.objectId(),
                        person.userName(),
                        person.name(),
                        people.groupsNow(person.objectId()),
                        CLIENT));
    }
}
