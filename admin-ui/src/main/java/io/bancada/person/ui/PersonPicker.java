package io.bancada.person.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.person.service.Person;
import io.bancada.person.service.PersonService;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds people for a field that holds an object id. What is typed is looked for; what is no person's name stays what it is,
 * so that an id can be given while nobody can be asked.
 */
@Named("people")
@RequestScoped
public class PersonPicker {
    private final PersonService people;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private final Map<String, Optional<Person>> known = new HashMap<>();
    private String note = "";

    @Inject
    public PersonPicker(PersonService people, Words words, Refusals refusals, SignedOn person, Place place) {
        this.people = people;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected PersonPicker() {
        this(null, null, null, null, null);
    }

    /** Object ids of those whose names begin so; {@link #getNote} says what else there is to know. */
    public List<String> search(String text) {
        try {
            var found = people.search(person.caller(), place.id(), text);
            found.forEach(p -> known.put(p.objectId(), Optional.of(p)));
            note = found.isEmpty()
                    ? words.of("people.none")
                    : found.size() < PersonService.MOST ? "" : words.fill("people.more", PersonService.MOST);
            return found.stream().map(Person::objectId).toList();
        } catch (BancadaException e) {
            if (e.code() == ErrorCode.FORBIDDEN) {
                throw e;
            }
            note = refusals.text(e);
            return List.of();
        }
    }

    /** What stands below the people that were found: that there may be more, or why there are none. */
    public String getNote() {
        return note;
    }

    /** Who that is, with the sign-on name, to be told from others; what was given where nobody knows. */
    public String label(String objectId) {
        return find(objectId).map(p -> p.name() + " (" + p.userName() + ")").orElse(objectId);
    }

    public String name(String objectId) {
        return find(objectId).map(Person::name).orElse(objectId);
    }

    public String userName(String objectId) {
        return find(objectId).map(Person::userName).orElse("");
    }

    private Optional<Person> find(String objectId) {
        return objectId.isBlank()
                ? Optional.empty()
                : known.computeIfAbsent(objectId, id -> people.find(person.caller(), place.id(), id));
    }
}
