package io.bancada.gateway;

import io.bancada.app.service.SignOn;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Ends what is open once it may be no more: the person has signed off, was disabled or was signed on for too long, or the
 * instance is another's now. The identity provider is asked on a timer, never while a request waits.
 */
final class SessionWatch {
    private static final Logger LOG = Logger.getLogger(SessionWatch.class);

    private final GatewaySessions sessions;
    private final InstanceDirectory instances;
    private final IdentityProvider provider;
    private final GatewayConfig config;
    private final Clock clock;
    private final Map<String, Watched> watched = new HashMap<>();

    SessionWatch(
            GatewaySessions sessions,
            InstanceDirectory instances,
            IdentityProvider provider,
            GatewayConfig config,
            Clock clock) {
        this.sessions = sessions;
        this.instances = instances;
        this.provider = provider;
        this.config = config;
        this.clock = clock;
    }

    /** One round. What goes wrong in it is tried again in the next. */
    synchronized void look() {
        try {
            sessions.endOverdue();
            lookAtInstances();
            lookAtPeople();
        } catch (RuntimeException e) {
            LOG.warn("open instances could not be looked at; trying again", e);
        }
    }

    private void lookAtInstances() {
        sessions.all().stream().map(BrowserSession::label).distinct().forEach(label -> {
            var backend = instances.ask(label).backend();
            sessions.end(session -> session.label().equals(label)
                    && backend.filter(b -> b.assignee().equals(session.subject()))
                            .isEmpty());
        });
    }

    private void lookAtPeople() {
        Map<String, Instant> used = new HashMap<>();
        for (var session : sessions.all()) {
            var id = session.signOn().id();
            used.merge(id, session.used(), (one, other) -> one.isAfter(other) ? one : other);
            watched.computeIfAbsent(id, i -> new Watched(session.signOn(), clock.instant(), clock.instant()));
        }
        watched.keySet().retainAll(used.keySet());
        for (var id : used.keySet()) {
            var now = clock.instant();
            var last = watched.get(id);
            if (last != null && !now.isBefore(last.asked().plus(config.recheck()))) {
                ask(id, last, used.getOrDefault(id, now), now);
            }
        }
    }

    private void ask(String id, Watched last, Instant used, Instant now) {
        var answer = provider.ask(last.signOn(), used.isAfter(last.asked()));
        switch (answer.state()) {
            case ACTIVE -> watched.put(id, new Watched(answer.signOn(), now, now));
            case ENDED -> end(id, "the identity provider has ended the session");
            case UNKNOWN -> {
                watched.put(id, new Watched(last.signOn(), now, last.good()));
                if (now.isAfter(last.good().plus(config.outage()))) {
                    end(
                            id,
                            "the identity provider has not answered for "
                                    + config.outage().toSeconds() + " s");
                }
            }
        }
    }

    private void end(String id, String why) {
        LOG.infof("instances of one sign-on are closed: %s", why);
        sessions.end(session -> session.signOn().id().equals(id));
        watched.remove(id);
    }

    private record Watched(SignOn signOn, Instant asked, Instant good) {}
}
