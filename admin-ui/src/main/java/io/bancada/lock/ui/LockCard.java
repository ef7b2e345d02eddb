package io.bancada.lock.ui;

import io.bancada.access.model.ActionKind;
import io.bancada.access.model.LockDetails;
import io.bancada.access.model.LockLevel;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.service.Locks;
import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.lock.service.LockService;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The locks that hold for a workspace or a compute: those set there, which can be taken away there, and those above. A
 * compute is named; an empty name is the workspace.
 */
@Named("lockCard")
@RequestScoped
public class LockCard {
    private static final int SUBSCRIPTION = 3;
    private static final int GROUP = 5;
    private static final Map<String, String> FIELDS =
            Map.of("lockName", "lockForm:name", "notes", "lockForm:notes", "level", "lockForm:level");

    private final LockService locks;
    private final Locks guard;
    private final Access access;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String name = "";
    private String level = LockLevel.CanNotDelete.name();
    private String notes = "";
    private String chosen = "";

    @Inject
    public LockCard(
            LockService locks,
            Locks guard,
            Access access,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.locks = locks;
        this.guard = guard;
        this.access = access;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected LockCard() {
        this(null, null, null, null, null, null, null);
    }

    /** What is locked there most, for everyone who sees the page; empty where nothing is. */
    public String mark(String compute) {
        var scope = scope(compute);
        if (guard.against(ActionKind.CHANGE, scope).isPresent()) {
            return LockLevel.ReadOnly.name();
        }
        return guard.against(ActionKind.DELETE, scope).isPresent() ? LockLevel.CanNotDelete.name() : "";
    }

    /** Whether the person may know what is locked. */
    public boolean knows(String compute) {
        return access.allows(person.caller(), Actions.LOCK_READ, scope(compute));
    }

    /** The locks that hold there. */
    public List<LockRow> holding(String compute) {
        var scope = scope(compute);
        return locks.holding(person.caller(), scope).stream()
                .map(l -> new LockRow(l, where(l), l.scope().equals(scope)))
                .toList();
    }

    /** Whether the person may lock it. */
    public boolean locks(String compute) {
        return access.allows(person.caller(), Actions.LOCK_WRITE, scope(compute));
    }

    /** Whether the person may take locks away from it. */
    public boolean unlocks(String compute) {
        return access.allows(person.caller(), Actions.LOCK_DELETE, scope(compute));
    }

    /** Locks it, and shows the page again. */
    public @Nullable String lock(String compute, String page) {
        try {
            locks.put(person.caller(), scope(compute), name, LockLevel.valueOf(level), notes);
            refusals.done(words.fill("lock.locked", name));
            return page;
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    /** Takes the chosen lock away, and shows the page again. */
    public @Nullable String unlock(String compute, String page) {
        try {
            locks.delete(person.caller(), scope(compute), chosen);
            refusals.done(words.fill("lock.unlocked", chosen));
            return page;
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    public List<String> getLevels() {
        return Arrays.stream(LockLevel.values()).map(Enum::name).toList();
    }

    private Scope scope(String compute) {
        return compute.isEmpty() ? place.id().scope() : place.id().compute(compute);
    }

    private String where(LockDetails lock) {
        var segments = lock.scope().id().split("/", -1);
        var last = segments[segments.length - 1];
        if (segments.length == SUBSCRIPTION) {
            return words.of("lock.onSubscription");
        }
        return words.fill(
                segments.length == GROUP
                        ? "lock.onGroup"
                        : segments[segments.length - 2].equals("computes") ? "lock.onCompute" : "lock.onWorkspace",
                last);
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = Objects.requireNonNullElse(name, "").strip();
    }

    public String getLevel() {
        return level;
    }

    public void setLevel(String level) {
        this.level = level;
    }

    public String getNotes() {
        return notes;
    }

    public void setNotes(@Nullable String notes) {
        this.notes = Objects.requireNonNullElse(notes, "").strip();
    }

    public String getChosen() {
        return chosen;
    }

    public void setChosen(@Nullable String chosen) {
        this.chosen = Objects.requireNonNullElse(chosen, "");
    }
}
