package io.bancada.compute.ui;

import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.service.SetupLogService;
import io.bancada.compute.service.SetupRunDetails;
import io.bancada.portal.ui.Place;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The runs of a compute instance's setup scripts, for those who may read their logs. */
@Named("instanceSetup")
@RequestScoped
public class InstanceSetup {
    private final SetupLogService logs;
    private final Access access;
    private final SignedOn person;
    private final Place place;

    @Inject
    public InstanceSetup(SetupLogService logs, Access access, SignedOn person, Place place) {
        this.logs = logs;
        this.access = access;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceSetup() {
        this(null, null, null, null);
    }

    /** Newest first; none for whoever may not read them. */
    public List<SetupRunDetails> runs(InstanceRow instance) {
        return instance.own()
                        || access.allows(
                                person.caller(),
                                Actions.COMPUTE_WRITE,
                                place.id().scope())
                ? logs.list(person.caller(), place.id(), instance.name())
                : List.of();
    }
}
