package io.bancada.role.ui;

import io.bancada.access.service.KnownActions;
import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import io.bancada.role.service.RoleDefinitionService;
import io.bancada.role.service.RoleRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A role of one's own, assignable in the workspace. */
@Named("roleForm")
@RequestScoped
public class RoleForm {
    private static final Map<String, String> FIELDS = Map.of(
            "roleName", "roleForm:roleName",
            "description", "roleForm:description",
            "actions", "roleForm:actions",
            "notActions", "roleForm:notActions");

    private final RoleDefinitionService roles;
    private final KnownActions known;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String roleName = "";
    private String description = "";
    private String actions = "";
    private String notActions = "";

    @Inject
    public RoleForm(
            RoleDefinitionService roles,
            KnownActions known,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.roles = roles;
        this.known = known;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected RoleForm() {
        this(null, null, null, null, null, null);
    }

    /** Every action that can be named. */
    public List<String> getKnown() {
        return known.all();
    }

    /** Defines it. */
    public @Nullable String define() {
        try {
            var put = roles.put(
                    person.caller(),
                    place.id().scope(),
                    UUID.randomUUID().toString(),
                    new RoleRequest(
                            roleName,
                            description,
                            lines(actions),
                            lines(notActions),
                            List.of(place.id().arm())));
            refusals.done(words.fill("roles.defined", put.role().definition().roleName()));
            return "/role/access?faces-redirect=true&tab=roles";
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    public String getRoleName() {
        return roleName;
    }

    public void setRoleName(@Nullable String roleName) {
        this.roleName = text(roleName);
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = text(description);
    }

    public String getActions() {
        return actions;
    }

    public void setActions(@Nullable String actions) {
        this.actions = text(actions);
    }

    public String getNotActions() {
        return notActions;
    }

    public void setNotActions(@Nullable String notActions) {
        this.notActions = text(notActions);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }
}
