package io.bancada.role.ui;

import io.bancada.access.model.Caller;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import io.bancada.role.service.RoleAssignmentDetails;
import io.bancada.role.service.RoleAssignmentService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who holds which role in the workspace: given here, above it, or for one compute in it. */
@Named("roleAssignments")
@RequestScoped
public class RoleAssignmentsPage {
    private static final int ROWS = 25;

    private final RoleAssignmentService assignments;
    private final Access access;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String after = "";
    private String chosen = "";
    private @Nullable Page<RoleAssignmentDetails> page;

    @Inject
    public RoleAssignmentsPage(
            RoleAssignmentService assignments,
            Access access,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.assignments = assignments;
        this.access = access;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected RoleAssignmentsPage() {
        this(null, null, null, null, null, null);
    }

    /**
     * An assignment in the list.
     *
     * @param where in words: here, above, or for which compute
     * @param keptBecause why this person cannot take it away; empty where they can
     */
    public record Row(RoleAssignmentDetails assignment, String where, String keptBecause) {
        /** What the page sends to have it taken away: scope and name. */
        public String key() {
            return assignment.scope().id() + " " + assignment.name();
        }

        public boolean removable() {
            return keptBecause.isEmpty();
        }

        /** The icon beside the principal. */
        public String icon() {
            return switch (assignment.principal().type()) {
                case User -> "pi-user";
                case Group -> "pi-users";
                case ServicePrincipal -> "pi-cog";
            };
        }
    }

    public List<Row> getRows() {
        return page().items().stream().map(this::row).toList();
    }

    /** Token of the next page. */
    public Optional<String> getNext() {
        return page().next();
    }

    /** Takes the chosen one away. */
    public @Nullable String remove() {
        var cut = chosen.lastIndexOf(' ');
        if (cut < 0) {
            return null;
        }
        try {
            assignments
                    .delete(person.caller(), new Scope(chosen.substring(0, cut)), chosen.substring(cut + 1))
                    .ifPresent(a -> refusals.done(words.fill(
                            "roles.taken", a.roleName(), a.principal().name())));
            return "/role/access?faces-redirect=true";
        } catch (BancadaException e) {
            refusals.show(e, Map.of());
            return null;
        }
    }

    private Row row(RoleAssignmentDetails a) {
        return new Row(a, where(a.scope()), keptBecause(a));
    }

    private String where(Scope scope) {
        var here = place.id();
        if (scope.key().equals(here.scope().key())) {
            return words.of("roles.here");
        }
        if (here.scope().covers(scope)) {
            return words.fill("roles.ofCompute", scope.id().replaceFirst(".*/", ""));
        }
        return scope.key().equals(new Scope(here.groupArm()).key())
                ? words.fill("roles.ofGroup", here.resourceGroup())
                : words.of("roles.ofSubscription");
    }

    private String keptBecause(RoleAssignmentDetails a) {
        if (isOwn(a, person.caller())) {
            return words.of("roles.own");
        }
        return a.scope().equals(Scope.ROOT)
                        || !access.allows(person.caller(), Actions.ROLE_ASSIGNMENTS_DELETE, a.scope())
                ? words.of("roles.notYours")
                : "";
    }

    private static boolean isOwn(RoleAssignmentDetails a, Caller caller) {
        return a.principal().type() == PrincipalType.Group
                ? caller.groups().contains(a.principal().key())
                : caller.subject().equals(a.principal().key());
    }

    private Page<RoleAssignmentDetails> page() {
        if (page == null) {
            page = assignments.list(person.caller(), place.id().scope(), true, Set.of(), PageRequest.of(after, ROWS));
        }
        return page;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(@Nullable String after) {
        this.after = after == null ? "" : after;
    }

    public String getChosen() {
        return chosen;
    }

    public void setChosen(@Nullable String chosen) {
        this.chosen = chosen == null ? "" : chosen;
    }
}
