package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.compute.service.ComputeInstanceService;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Does what a button beside an instance says. The request names the instance: rows may have moved since the page was
 * shown, and the one that was meant is to be stopped, not the one that stands in its place.
 */
@Named("instanceActs")
@RequestScoped
public class InstanceActs {
    private final ComputeInstanceService instances;
    private final InstancePolicy policy;
    private final Refusals refusals;
    private final Words words;
    private final SignedOn person;
    private final Place place;

    @Inject
    public InstanceActs(
            ComputeInstanceService instances,
            InstancePolicy policy,
            Refusals refusals,
            Words words,
            SignedOn person,
            Place place) {
        this.instances = instances;
        this.policy = policy;
        this.refusals = refusals;
        this.words = words;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceActs() {
        this(null, null, null, null, null, null);
    }

    /** Asks the instance of parameter {@code instance} for parameter {@code verb}. */
    public void act() {
        var asked = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        var name = Objects.requireNonNullElse(asked.get("instance"), "");
        var verb = Objects.requireNonNullElse(asked.get("verb"), "");
        try {
            var act = act(verb);
            switch (act) {
                case START -> instances.start(person.caller(), place.id(), name, Trigger.User);
                case STOP -> instances.stop(person.caller(), place.id(), name, Trigger.User);
                case RESTART -> instances.restart(person.caller(), place.id(), name, Trigger.User);
            }
            var did = words.fill("did." + act, name);
            refusals.tell(act == InstanceAct.STOP ? did + " " + words.of("act.stop" + policy.getStopKey()) : did);
        } catch (BancadaException e) {
            refusals.show(e, Map.of());
        }
    }

    private static InstanceAct act(String verb) {
        return Arrays.stream(InstanceAct.values())
                .filter(act -> act.name().equalsIgnoreCase(verb))
                .findFirst()
                .orElseThrow(() -> BancadaException.invalid("verb", "Give start, stop or restart."));
    }
}
