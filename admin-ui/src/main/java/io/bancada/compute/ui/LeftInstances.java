package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.service.LeaverService;
import io.bancada.compute.service.LeftInstance;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Rights;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instances of people who have left: work for whoever may hand them over. */
@Named("leftInstances")
@RequestScoped
public class LeftInstances {
    private final LeaverService leavers;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private @Nullable List<LeftInstance> rows;

    @Inject
    public LeftInstances(LeaverService leavers, Rights rights, SignedOn person, Place place) {
        this.leavers = leavers;
        this.rights = rights;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected LeftInstances() {
        this(null, null, null, null);
    }

    /** Reads it before the page is begun; the service refuses whoever may not hand over. */
    public void load() {
        getRows();
    }

    public List<LeftInstance> getRows() {
        if (rows == null) {
            rows = leavers.list(person.caller(), place.id());
        }
        return rows;
    }

    /** How many there are, for a page that is not about them; none for whoever may not hand over. */
    public int getCount() {
        return rights.isHandOver() ? getRows().size() : 0;
    }
}
