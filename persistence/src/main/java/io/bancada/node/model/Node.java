package io.bancada.node.model;

import io.bancada.catalog.model.VmPriority;
import io.bancada.message.Message;
import io.bancada.message.MessageConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One machine of a compute, from the wish for it until the driver says that it is gone. */
@Entity
@Table(name = "node")
public class Node {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "node_seq")
    @SequenceGenerator(name = "node_seq", sequenceName = "node_seq", allocationSize = 50)
    private Long id;

    @Column(name = "compute_id", nullable = false)
    private long computeId;

    @Column(name = "node_key", nullable = false)
    private String key;

    /** The group at the driver: nodes of one group may reach each other. */
    @Column(name = "node_group", nullable = false)
    private String group;

    @Column(name = "location", nullable = false)
    private String location;

    @Column(name = "vm_size", nullable = false)
    private String vmSize;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "vm_priority", nullable = false)
    private VmPriority vmPriority;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "state", nullable = false)
    private NodeState state;

    @Column(name = "reason", nullable = false)
    @Convert(converter = MessageConverter.class)
    private Message reason;

    @Column(name = "address", nullable = false)
    private String address;

    /** Whose work the node did last: the next job of the same person starts without a new sandbox. */
    @Column(name = "person")
    private @Nullable String person;

    @Column(name = "run_id")
    private @Nullable String runId;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "state_at", nullable = false)
    private Instant stateAt;

    @Column(name = "ready_at")
    private @Nullable Instant readyAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Node() {}

    public Node(long computeId, String group, String location, String vmSize, VmPriority vmPriority, Instant at) {
        this.computeId = computeId;
        this.key = "n-" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        this.group = group;
        this.location = location;
        this.vmSize = vmSize;
        this.vmPriority = vmPriority;
        this.state = NodeState.preparing;
        this.reason = Message.NONE;
        this.address = "";
        this.createdAt = at;
        this.stateAt = at;
    }

    /** The driver says that it can be used. */
    public void ready(String newAddress, Instant at) {
        require(NodeState.preparing, NodeState.idle);
        to(NodeState.idle, Message.NONE, at);
        address = newAddress;
        readyAt = at;
    }

    /** Takes up work. */
    public void run(String newPerson, String newRunId, Instant at) {
        to(NodeState.running, Message.NONE, at);
        person = newPerson;
        runId = newRunId;
    }

    /** Has done its work. */
    public void free(Instant at) {
        require(NodeState.running, NodeState.idle);
        to(NodeState.idle, Message.NONE, at);
        runId = null;
    }

    /** Asks for its end. Asking again changes nothing. */
    public void leave(Message why, Instant at) {
        if (state != NodeState.leaving) {
            to(NodeState.leaving, why, at);
            runId = null;
        }
    }

    /** It cannot be used any more. */
    public void fail(Message why, Instant at) {
        to(NodeState.unusable, why, at);
        runId = null;
    }

    /** Asks to give up its machine and keep its disk; nothing runs on it any more. */
    public void stop(Message why, Instant at) {
        to(NodeState.stopping, why, at);
        runId = null;
    }

    /**
     * The driver says that nothing but the disk is left.
     *
     * @param note what a person should know of the disk; empty for nothing
     */
    public void stopped(Message note, Instant at) {
        to(NodeState.stopped, note, at);
        address = "";
    }

    /** Asks for its machine again, with the disk that was kept. */
    public void prepareAgain(Instant at) {
        to(NodeState.preparing, Message.NONE, at);
    }

    /** Its machine is to have another size when it is asked for again. Only while it is stopped. */
    public void resize(String newVmSize) {
        if (state != NodeState.stopped) {
            throw new IllegalStateException("node " + key + " is " + state + " and keeps its size");
        }
        vmSize = newVmSize;
    }

    /** Still wanted, still not there, and this is why. */
    public void waits(Message why) {
        require(NodeState.preparing, NodeState.preparing);
        reason = why;
    }

    // idle is reached on two ways, with different facts to record: being ready is not having done one's work
    private void require(NodeState from, NodeState to) {
        if (state != from) {
            throw illegal(to);
        }
    }

    private void to(NodeState to, Message why, Instant at) {
        if (!state.next().contains(to)) {
            throw illegal(to);
        }
        state = to;
        reason = why;
        stateAt = at;
    }

    private IllegalStateException illegal(NodeState to) {
        return new IllegalStateException("node " + key + " cannot go from " + state + " to " + to);
    }

    /** Whether it is there or on its way, and fit for work. */
    public boolean usable() {
        return switch (state) {
            case preparing, idle, running -> true;
            case leaving, unusable, preempted, stopping, stopped -> false;
        };
    }

    public Long id() {
        return id;
    }

    public long computeId() {
        return computeId;
    }

    public String key() {
        return key;
    }

    public String group() {
        return group;
    }

    public String location() {
        return location;
    }

    public String vmSize() {
        return vmSize;
    }

    public VmPriority vmPriority() {
        return vmPriority;
    }

    public NodeState state() {
        return state;
    }

    public Message reason() {
        return reason;
    }

    public String address() {
        return address;
    }

    public Optional<String> person() {
        return Optional.ofNullable(person);
    }

    /** Name of the job that it runs. */
    public Optional<String> runId() {
        return Optional.ofNullable(runId);
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Since when it is in its state; for an idle node, since when it is idle. */
    public Instant stateAt() {
        return stateAt;
    }

    /** When it was ready last; empty before the first time. */
    public Optional<Instant> readyAt() {
        return Optional.ofNullable(readyAt);
    }
}
