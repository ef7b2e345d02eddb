package io.bancada.compute.ui;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.service.InstanceAppOffer;
import io.bancada.compute.service.InstanceApps;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Puts instances beside what a person may do with them now, and why not. */
@RequestScoped
public class InstanceRows {
    private final InstanceApps apps;
    private final InstancePolicy policy;
    private final Access access;
    private final Words words;
    private final Place place;

    @Inject
    public InstanceRows(InstanceApps apps, InstancePolicy policy, Access access, Words words, Place place) {
        this.apps = apps;
        this.policy = policy;
        this.access = access;
        this.words = words;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceRows() {
        this(null, null, null, null, null);
    }

    /** The instance as this person meets it. */
    public InstanceRow of(Caller caller, ComputeDetails instance) {
        var own = instance.instance().owner().equals(caller.subject());
        return new InstanceRow(
                instance,
                own,
                own ? words.of("instances.you") : instance.instance().ownerName(),
                links(caller, instance, own),
                buttons(caller, instance));
    }

    private List<AppLink> links(Caller caller, ComputeDetails instance, boolean own) {
        var allowed = allows(caller, Actions.COMPUTE_OPEN_APPS);
        return apps.offers(instance).stream()
                .map(app -> new AppLink(
                        app.displayName(), app.address(), whyClosed(app, instance, own, allowed), app.missing()))
                .toList();
    }

    private String whyClosed(InstanceAppOffer app, ComputeDetails compute, boolean own, boolean allowed) {
        var instance = compute.instance();
        if (!own) {
            return words.fill("instances.notYours", instance.ownerName());
        }
        if (!allowed) {
            return words.of("instances.noRight");
        }
        if (!app.installed()) {
            return words.say(app.missing());
        }
        if (!instance.state().up()) {
            return words.fill("instances.opensWhenUp", words.state(instance.state()));
        }
        return app.answers() ? "" : words.fill("instances.opensSoon", app.displayName());
    }

    private List<InstanceButton> buttons(Caller caller, ComputeDetails instance) {
        return Arrays.stream(InstanceAct.values())
                .map(act -> new InstanceButton(
                        act.name().toLowerCase(Locale.ROOT),
                        words.of("act." + act),
                        act.icon(),
                        act == InstanceAct.STOP ? words.of("act.stop" + policy.getStopKey()) : "",
                        whyNot(caller, instance, act)))
                .toList();
    }

    private String whyNot(Caller caller, ComputeDetails instance, InstanceAct act) {
        if (!allows(caller, act.action())) {
            return words.of("instances.noRight");
        }
        var state = instance.instance().state();
        return act.possibleIn(state) ? "" : words.fill("instances.notWhile", words.state(state));
    }

    private boolean allows(Caller caller, String action) {
        return access.allows(caller, action, place.id().scope());
    }
}
