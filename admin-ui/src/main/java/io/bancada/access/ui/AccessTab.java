package io.bancada.access.ui;

import io.bancada.access.service.Access;
import io.bancada.access.service.AccessReview;
import io.bancada.access.service.Actions;
import io.bancada.access.service.HeldRole;
import io.bancada.portal.ui.Place;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;

/** Who may do what with the thing that a page shows; rights are given for workspaces and above. */
@Named("accessTab")
@RequestScoped
public class AccessTab {
    private final Access access;
    private final AccessReview review;
    private final SignedOn person;
    private final Place place;

    @Inject
    public AccessTab(Access access, AccessReview review, SignedOn person, Place place) {
        this.access = access;
        this.review = review;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected AccessTab() {
        this(null, null, null, null);
    }

    /**
     * Whether the person may do something.
     *
     * @param key of the words that say what
     */
    public record Allowance(String key, String action, boolean allowed) {}

    public List<Allowance> getOfCompute() {
        return Stream.of(
                        allowance("access.readCompute", Actions.COMPUTE_READ),
                        allowance("access.submit", Actions.JOB_WRITE),
                        allowance("access.scale", Actions.COMPUTE_WRITE),
                        allowance("access.deleteCompute", Actions.COMPUTE_DELETE))
                .toList();
    }

    public List<Allowance> getOfInstance() {
        return Stream.of(
                        allowance("access.readInstance", Actions.COMPUTE_READ),
                        allowance("access.startInstance", Actions.COMPUTE_START),
                        allowance("access.stopInstance", Actions.COMPUTE_STOP),
                        allowance("access.openApps", Actions.COMPUTE_OPEN_APPS),
                        allowance("access.deleteInstance", Actions.COMPUTE_DELETE))
                .toList();
    }

    public List<Allowance> getOfJobs() {
        return Stream.of(
                        allowance("access.readJobs", Actions.JOB_READ),
                        allowance("access.submit", Actions.JOB_WRITE),
                        allowance("access.cancel", Actions.JOB_CANCEL),
                        allowance("access.deleteJob", Actions.JOB_DELETE))
                .toList();
    }

    /** Whether the person may know what others hold. */
    public boolean isSeesOthers() {
        return access.allows(
                person.caller(), Actions.ROLE_ASSIGNMENTS_READ, place.id().scope());
    }

    /** The roles that hold here: everybody's where the person may know them, else their own. */
    public List<HeldRole> getRoles() {
        return isSeesOthers()
                ? review.at(person.caller(), place.id().scope())
                : review.mine(person.caller()).stream()
                        .filter(r -> r.scope().covers(place.id().scope()))
                        .toList();
    }

    private Allowance allowance(String key, String action) {
        return new Allowance(
                key, action, access.allows(person.caller(), action, place.id().scope()));
    }
}
