package io.bancada.audit.model;

import io.bancada.message.Message;
import io.bancada.message.MessageConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Which state of a resource moved, and why: the history that a detail page shows. */
@Entity
@Table(name = "resource_event")
public class ResourceEvent {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "resource_event_seq")
    @SequenceGenerator(name = "resource_event_seq", sequenceName = "resource_event_seq", allocationSize = 50)
    private Long id;

    /** {@code compute:7} or {@code job:12}: the row, not the name, so that a re-created name has a history of its own. */
    @Column(name = "resource", nullable = false)
    private String resource;

    @Column(name = "at", nullable = false)
    private Instant at;

    @Column(name = "event", nullable = false)
    private String event;

    @Column(name = "reason", nullable = false)
    @Convert(converter = MessageConverter.class)
    private Message reason;

    @Column(name = "actor", nullable = false)
    private String actor;

    @SuppressWarnings("NullAway.Init")
    protected ResourceEvent() {}

    public ResourceEvent(String resource, String event, Message reason, String actor, Instant at) {
        this.resource = resource;
        this.at = at;
        this.event = event;
        this.reason = reason;
        this.actor = actor;
    }

    public Long id() {
        return id;
    }

    public String resource() {
        return resource;
    }

    public Instant at() {
        return at;
    }

    /** What came to be, such as {@code Running} or {@code node n-… idle}. */
    public String event() {
        return event;
    }

    public Message reason() {
        return reason;
    }

    /** Who caused it: a person's name, or {@code system}. */
    public String actor() {
        return actor;
    }
}
