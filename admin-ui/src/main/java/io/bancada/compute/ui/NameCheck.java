package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.service.ComputeService;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Says at once, beside the field {@code form:name}, whether a new compute can have the name. */
@RequestScoped
public class NameCheck {
    private static final String FIELD = "form:name";

    private final ComputeService computes;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;

    @Inject
    public NameCheck(ComputeService computes, Words words, Refusals refusals, SignedOn person, Place place) {
        this.computes = computes;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected NameCheck() {
        this(null, null, null, null, null);
    }

    /** Whether the name that was typed is free; nothing is said of none. */
    boolean typed(String name) {
        return !name.isBlank() && free(name);
    }

    /** Whether a compute can be created under the name. */
    boolean sent(String name) {
        if (name.isBlank()) {
            refusals.beside(FIELD, words.of("create.nameMissing"));
            return false;
        }
        return free(name);
    }

    private boolean free(String name) {
        var answer = computes.checkName(person.caller(), place.id(), name);
        if (!answer.available()) {
            refusals.beside(
                    FIELD, words.find("name." + answer.reason().orElse("")).orElse(answer.message()));
        }
        return answer.available();
    }
}
