package io.bancada.audit.model;

import io.bancada.message.Message;
import java.time.Instant;

/** One line of a resource's history. */
public record EventDetails(Instant at, String event, Message reason, String actor) {
    public static EventDetails from(ResourceEvent e) {
        return new EventDetails(e.at(), e.event(), e.reason(), e.actor());
    }
}
