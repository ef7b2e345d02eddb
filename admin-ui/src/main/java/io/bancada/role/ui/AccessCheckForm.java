package io.bancada.role.ui;

import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import io.bancada.role.service.AccessCheckService;
import io.bancada.role.service.AccessVerdict;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** "Why can ana do this?", or why not. */
@Named("accessCheck")
@RequestScoped
public class AccessCheckForm {
    private static final Map<String, String> FIELDS =
            Map.of("principalId", "checkForm:objectId", "action", "checkForm:action");

    private final AccessCheckService checks;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String objectId = "";
    private String action = Actions.COMPUTE_WRITE;
    private @Nullable AccessVerdict verdict;

    @Inject
    public AccessCheckForm(AccessCheckService checks, Words words, Refusals refusals, SignedOn person, Place place) {
        this.checks = checks;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected AccessCheckForm() {
        this(null, null, null, null, null);
    }

    /** Finds out. */
    public void check() {
        if (objectId.isEmpty()) {
            refusals.beside("checkForm:objectId", words.of("roles.whoMissing"));
            return;
        }
        try {
            verdict = checks.check(person.caller(), place.id().scope(), objectId, action);
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
        }
    }

    /** The answer; null before anything was asked. */
    public @Nullable AccessVerdict getVerdict() {
        return verdict;
    }

    /** What one role says, in words. */
    public String says(AccessVerdict.Line line) {
        if (line.allows()) {
            return words.fill("roles.allowsBy", line.allowedBy().orElse(""));
        }
        return line.takenBackBy()
                .filter(l -> line.allowedBy().isPresent())
                .map(l -> words.fill("roles.takesBack", l))
                .orElseGet(() -> words.of("roles.saysNothing"));
    }

    public String getObjectId() {
        return objectId;
    }

    public void setObjectId(@Nullable String objectId) {
        this.objectId = Objects.requireNonNullElse(objectId, "").strip();
    }

    public String getAction() {
        return action;
    }

    public void setAction(@Nullable String action) {
        this.action = Objects.requireNonNullElse(action, "").strip();
    }
}
