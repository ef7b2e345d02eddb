package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.compute.service.InstanceHandOverService;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stopped compute instance for another person. */
@Named("instanceHandOver")
@RequestScoped
public class InstanceHandOver {
    private static final Map<String, String> FIELDS =
            Map.of("assignedUser", "handOverForm:objectId", "objectId", "handOverForm:objectId");

    private final InstanceHandOverService instances;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String objectId = "";

    @Inject
    public InstanceHandOver(
            InstanceHandOverService instances, Words words, Refusals refusals, SignedOn person, Place place) {
        this.instances = instances;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceHandOver() {
        this(null, null, null, null, null);
    }

    /** Gives it to the person of the form. */
    public @Nullable String handOver(String instance) {
        if (objectId.isEmpty()) {
            refusals.beside("handOverForm:objectId", words.of("desk.personMissing"));
            return null;
        }
        try {
            instances.handOver(person.caller(), place.id(), instance, new Assignee(objectId, place.getTenant()));
            refusals.done(words.fill("handover.done", instance));
            return "/compute/instance?faces-redirect=true&name=" + instance;
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    public String getObjectId() {
        return objectId;
    }

    public void setObjectId(@Nullable String objectId) {
        this.objectId = Objects.requireNonNullElse(objectId, "").strip();
    }
}
