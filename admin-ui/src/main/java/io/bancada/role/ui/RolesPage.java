package io.bancada.role.ui;

import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.service.BuiltInRoles;
import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import io.bancada.role.service.RoleDefinitionService;
import io.bancada.role.service.RoleDetails;
import io.bancada.role.service.RoleQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The roles that can be given in the workspace: Azure's five and the company's own. */
@Named("roles")
@RequestScoped
public class RolesPage {
    private final RoleDefinitionService roles;
    private final Access access;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private @Nullable List<RoleDetails> all;
    private String chosen = "";

    @Inject
    public RolesPage(
            RoleDefinitionService roles, Access access, Words words, Refusals refusals, SignedOn person, Place place) {
        this.roles = roles;
        this.access = access;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected RolesPage() {
        this(null, null, null, null, null, null);
    }

    /** All of them; there are never more of one's own than fit on a page of the service. */
    public List<RoleDetails> getAll() {
        if (all == null) {
            all = roles.list(
                            person.caller(),
                            place.id().scope(),
                            RoleQuery.ASSIGNABLE,
                            new PageRequest(PageRequest.MAX_SIZE, Optional.empty()))
                    .items();
        }
        return all;
    }

    /** What a role is for, in the person's language where it is built in. */
    public String description(RoleDetails role) {
        return role.builtIn()
                ? words.of("roles.builtIn." + key(role.definition().name()))
                : role.definition().description();
    }

    /** Whether this person may define and delete roles here. */
    public boolean isWrite() {
        return access.allows(
                person.caller(), Actions.ROLE_DEFINITIONS_WRITE, place.id().scope());
    }

    /** Deletes the chosen role. */
    public @Nullable String delete() {
        try {
            roles.delete(person.caller(), place.id().scope(), chosen)
                    .ifPresent(r -> refusals.done(
                            words.fill("roles.deleted", r.definition().roleName())));
            return "/role/access?faces-redirect=true&tab=roles";
        } catch (BancadaException e) {
            refusals.show(e, Map.of());
            return null;
        }
    }

    /** Where a role can be given, in words for scopes that everybody knows. */
    public String scopes(RoleDetails role) {
        return role.assignableScopes().stream()
                .map(s -> s.equals(Scope.ROOT) ? words.of("roles.everywhere") : s.id())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    public String getChosen() {
        return chosen;
    }

    public void setChosen(@Nullable String chosen) {
        this.chosen = chosen == null ? "" : chosen;
    }

    private static String key(String name) {
        return switch (name) {
            case BuiltInRoles.OWNER -> "owner";
            case BuiltInRoles.READER -> "reader";
            case BuiltInRoles.DATA_SCIENTIST -> "dataScientist";
            case BuiltInRoles.COMPUTE_OPERATOR -> "computeOperator";
            default -> "contributor";
        };
    }
}
