package io.bancada.role.ui;

import io.bancada.access.model.Principal;
import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import io.bancada.role.service.PrincipalSearchService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds people, groups and clients for a field that holds a principal id. */
@Named("principals")
@RequestScoped
public class PrincipalPicker {
    private final PrincipalSearchService search;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private final Map<String, Optional<Principal>> known = new HashMap<>();
    private String note = "";

    @Inject
    public PrincipalPicker(
            PrincipalSearchService search, Words words, Refusals refusals, SignedOn person, Place place) {
        this.search = search;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected PrincipalPicker() {
        this(null, null, null, null, null);
    }

    /** Ids of those whose names fit; {@link #getNote} says what else there is to know. */
    public List<String> search(String text) {
        try {
            var found = search.search(person.caller(), place.id().scope(), text);
            found.forEach(p -> known.put(p.id(), Optional.of(p)));
            note = found.isEmpty() ? words.of("roles.nobody") : "";
            return found.stream().map(Principal::id).toList();
        } catch (BancadaException e) {
            if (e.code() == ErrorCode.FORBIDDEN) {
                throw e;
            }
            note = refusals.text(e);
            return List.of();
        }
    }

    public String getNote() {
        return note;
    }

    public String label(String id) {
        return find(id).map(Principal::name).orElse(id);
    }

    /** Person, group or client, in words. */
    public String kind(String id) {
        return find(id).map(p -> words.of("principal." + p.type())).orElse("");
    }

    private Optional<Principal> find(String id) {
        return id.isBlank()
                ? Optional.empty()
                : known.computeIfAbsent(
                        id, i -> search.find(person.caller(), place.id().scope(), i));
    }
}
