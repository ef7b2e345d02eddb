package io.bancada.gateway;

import io.bancada.person.service.DirectoryUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Closes what people have open once no role of theirs allows it any more: they have left a group, or their account is
 * disabled. The directory is asked on a timer, as often as the identity provider is about their sign-on.
 */
final class RightsWatch {
    private static final Logger LOG = Logger.getLogger(RightsWatch.class);

    private final GatewaySessions sessions;
    private final InstanceDirectory instances;
    private final BiPredicate<String, String> goesOn;
    private final GatewayConfig config;
    private final Clock clock;
    private final Map<Opened, Looked> looked = new HashMap<>();

    /** @param goesOn whether a person may have the instance with this ARM id open */
    RightsWatch(
            GatewaySessions sessions,
            InstanceDirectory instances,
            BiPredicate<String, String> goesOn,
            GatewayConfig config,
            Clock clock) {
        this.sessions = sessions;
        this.instances = instances;
        this.goesOn = goesOn;
        this.config = config;
        this.clock = clock;
    }

    /** One round. What goes wrong in it is tried again in the next. */
    synchronized void look() {
        var open = sessions.all().stream()
                .map(session -> new Opened(session.subject(), session.label()))
                .collect(Collectors.toSet());
        looked.keySet().retainAll(open);
        for (var one : List.copyOf(open)) {
            try {
                look(one);
            } catch (RuntimeException e) {
                LOG.warn("whether an open instance may stay open could not be found out; trying again", e);
            }
        }
    }

    private void look(Opened one) {
        var now = clock.instant();
        var last = looked.computeIfAbsent(one, o -> new Looked(now, now));
        if (now.isBefore(last.asked().plus(config.recheck()))) {
            return;
        }
        looked.put(one, new Looked(now, last.good()));
        var backend = instances.ask(one.label()).backend();
        if (backend.isEmpty()) { // whoever looks at instances ends it
            return;
        }
        try {
            if (goesOn.test(one.subject(), backend.orElseThrow().armId())) {
                looked.put(one, new Looked(now, now));
            } else {
                end(one, "its person may not open it any more");
            }
        } catch (DirectoryUnavailable e) {
            if (now.isAfter(last.good().plus(config.outage()))) {
                end(one, "the directory has not answered for " + config.outage().toSeconds() + " s");
            }
        }
    }

    private void end(Opened one, String why) {
        LOG.infof("an open instance is closed: %s", why);
        sessions.end(session -> Objects.equals(one, new Opened(session.subject(), session.label())));
        looked.remove(one);
    }

    private record Opened(String subject, String label) {}

    private record Looked(Instant asked, Instant good) {}
}
