package io.bancada.audit.rest;

import io.bancada.audit.model.EventDetails;
import java.time.Instant;

/** One line of a resource's history. */
public record EventResponse(Instant at, String event, String reason, String actor) {
    public static EventResponse from(EventDetails e) {
        return new EventResponse(e.at(), e.event(), e.reason().english(), e.actor());
    }
}
