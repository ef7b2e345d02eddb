package io.bancada.app.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.People;
import io.bancada.person.service.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether somebody who has an instance's apps open may have them open still, by the directory's groups of now. */
@ApplicationScoped
public class OpenApps {
    private final People people;
    private final Access access;

    @Inject
    public OpenApps(People people, Access access) {
        this.people = people;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected OpenApps() {
        this(null, null);
    }

    /**
     * Whether the person may sign on, and a role of theirs allows to open the apps.
     *
     * @param armId the instance's ARM id
     * @throws DirectoryUnavailable when nobody can be asked
     */
    public boolean goOn(String subject, String armId) {
        return people.findNow(subject)
                .filter(Person::enabled)
                .map(person -> new Caller(
                        subject, person.userName(), person.name(), people.groupsNow(subject), "bancada-portal"))
                .filter(caller -> access.allows(caller, Actions.COMPUTE_OPEN_APPS, new Scope(armId)))
                .isPresent();
    }
}
