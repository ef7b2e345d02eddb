package io.bancada.deployment.model;

import io.bancada.message.Message;
import io.bancada.message.MessageConverter;
import io.bancada.workspace.model.ResourceGroup;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One deployment of a template to a resource group. Whoever carries it out touches it while it is at work: one that was not
 * touched for a while is nobody's any more.
 */
@Entity
@Table(name = "deployment")
public class Deployment {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "resource_group_id")
    private ResourceGroup resourceGroup;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "mode", nullable = false)
    private String mode;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "state", nullable = false)
    private DeploymentState state;

    @Column(name = "template", nullable = false)
    private String template;

    @Column(name = "template_hash", nullable = false)
    private String templateHash;

    @Column(name = "parameters", nullable = false)
    private String parameters;

    @Column(name = "outputs", nullable = false)
    private String outputs;

    @Column(name = "steps", nullable = false)
    private String steps;

    @Column(name = "error_code", nullable = false)
    private String errorCode;

    @Column(name = "error_message", nullable = false)
    @Convert(converter = MessageConverter.class)
    private Message errorMessage;

    @Column(name = "started_at", nullable = false)
    private Instant startedAt;

    @Column(name = "started_by", nullable = false)
    private String startedBy;

    @Column(name = "started_by_name", nullable = false)
    private String startedByName;

    @Column(name = "touched_at", nullable = false)
    private Instant touchedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Deployment() {}

    /**
     * A deployment that is in order and about to begin.
     *
     * @param template JSON of the template
     * @param templateHash what tells it from other templates
     * @param parameters JSON of the parameters, without those that are secure
     * @param steps JSON of what is to be done
     */
    public Deployment(
            ResourceGroup resourceGroup,
            String name,
            String template,
            String templateHash,
            String parameters,
            String steps,
            String by,
            String byName,
            Instant at) {
        this.id = UUID.randomUUID();
        this.resourceGroup = resourceGroup;
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.mode = "Incremental";
        this.state = DeploymentState.Accepted;
        this.template = template;
        this.templateHash = templateHash;
        this.parameters = parameters;
        this.outputs = "{}";
        this.steps = steps;
        this.errorCode = "";
        this.errorMessage = Message.NONE;
        this.startedAt = at;
        this.startedBy = by;
        this.startedByName = byName;
        this.touchedAt = at;
    }

    /** Somebody is at work on it; what has ended stays as it is. */
    public void advance(String newSteps, Instant at) {
        if (!state.ended()) {
            state = DeploymentState.Running;
            steps = newSteps;
            touchedAt = at;
        }
    }

    /** All of it is done; what has ended stays as it is. */
    public void succeed(String newOutputs, Instant at) {
        if (!state.ended()) {
            outputs = newOutputs;
            end(DeploymentState.Succeeded, at);
        }
    }

    /** The rest of it cannot be done; what has ended stays as it is. */
    public void fail(String code, Message why, Instant at) {
        if (!state.ended()) {
            errorCode = code;
            errorMessage = why;
            end(DeploymentState.Failed, at);
        }
    }

    /** The rest of it is not wanted any more; what has ended stays as it is. */
    public void cancel(Instant at) {
        if (!state.ended()) {
            end(DeploymentState.Canceled, at);
        }
    }

    private void end(DeploymentState with, Instant at) {
        state = with;
        touchedAt = at;
        endedAt = at;
    }

    public UUID id() {
        return id;
    }

    public ResourceGroup resourceGroup() {
        return resourceGroup;
    }

    public String name() {
        return name;
    }

    public String mode() {
        return mode;
    }

    public DeploymentState state() {
        return state;
    }

    public String template() {
        return template;
    }

    public String templateHash() {
        return templateHash;
    }

    /** JSON, without secure values. */
    public String parameters() {
        return parameters;
    }

    /** JSON, without secure values; of what has not succeeded an empty object. */
    public String outputs() {
        return outputs;
    }

    /** JSON of what was done and what is to be done. */
    public String steps() {
        return steps;
    }

    /** ARM's code of what went wrong; empty while nothing has. */
    public String errorCode() {
        return errorCode;
    }

    public Message errorMessage() {
        return errorMessage;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** Subject of whoever started it. */
    public String startedBy() {
        return startedBy;
    }

    public String startedByName() {
        return startedByName;
    }

    /** When somebody was last seen at work on it. */
    public Instant touchedAt() {
        return touchedAt;
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }
}
