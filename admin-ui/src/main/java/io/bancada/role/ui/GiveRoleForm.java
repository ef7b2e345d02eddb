package io.bancada.role.ui;

import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import io.bancada.role.service.RoleAssignmentRequest;
import io.bancada.role.service.RoleAssignmentService;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A role for a person, a group or a client. */
@Named("giveRole")
@RequestScoped
public class GiveRoleForm {
    private static final Map<String, String> FIELDS = Map.of(
            "principalId", "giveForm:objectId",
            "roleDefinitionId", "giveForm:role",
            "description", "giveForm:description",
            "scope", "giveForm:scope");

    private final RoleAssignmentService assignments;
    private final Access access;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String objectId = "";
    private String role = "";
    private String scope = "";
    private String description = "";

    @Inject
    public GiveRoleForm(
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
    protected GiveRoleForm() {
        this(null, null, null, null, null, null);
    }

    /** Gives it. */
    public @Nullable String give() {
        if (objectId.isEmpty()) {
            refusals.beside("giveForm:objectId", words.of("roles.whoMissing"));
            return null;
        }
        try {
            var put = assignments.put(
                    person.caller(),
                    new Scope(scope.isEmpty() ? place.id().arm() : scope),
                    UUID.randomUUID().toString(),
                    new RoleAssignmentRequest(role, objectId, Optional.empty(), description));
            refusals.done(words.fill(
                    "roles.given",
                    put.assignment().roleName(),
                    put.assignment().principal().name()));
            return "/role/access?faces-redirect=true";
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    /** Where this person may give roles, the narrowest first. */
    public List<SelectItem> getScopes() {
        WorkspaceId here = place.id();
        return Stream.of(
                        new SelectItem(here.arm(), words.fill("roles.inWorkspace", here.workspace())),
                        new SelectItem(here.groupArm(), words.fill("roles.inGroup", here.resourceGroup())),
                        new SelectItem("/subscriptions/" + here.subscription(), words.of("roles.inSubscription")))
                .filter(s -> access.allows(
                        person.caller(), Actions.ROLE_ASSIGNMENTS_WRITE, new Scope((String) s.getValue())))
                .toList();
    }

    /** Whether this person may give roles here at all. */
    public boolean isOffered() {
        return access.allows(
                person.caller(), Actions.ROLE_ASSIGNMENTS_WRITE, place.id().scope());
    }

    public String getObjectId() {
        return objectId;
    }

    public void setObjectId(@Nullable String objectId) {
        this.objectId = text(objectId);
    }

    public String getRole() {
        return role;
    }

    public void setRole(@Nullable String role) {
        this.role = text(role);
    }

    public String getScope() {
        return scope;
    }

    public void setScope(@Nullable String scope) {
        this.scope = text(scope);
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = text(description);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }
}
