package io.bancada.driver.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.driver.DriverException;
import io.bancada.driver.MachineProbe.Verdict;
import io.bancada.driver.NodeKey;
import io.bancada.message.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one machine: made when it is first needed, kept and used by all, made again when it broke. A few
 * agents answer on it side by side, so that a long answer does not keep a short one waiting.
 */
final class SshConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SshConnection.class);

    /** Below OpenSSH's default of ten channels a connection, with room for the watch and for sending files. */
    private static final int MOST_AGENTS = 4;

    private static final Duration NOT_AGAIN_FOR = Duration.ofSeconds(2);

    private final SshSessions sessions;
    private final SshTarget target;
    private final SshConfig config;
    private final Consumer<NodeKey> changed;
    private final Semaphore places = new Semaphore(MOST_AGENTS);
    private final Deque<Agent> idle = new ArrayDeque<>();
    private @Nullable ClientSession session;
    private @Nullable SshFailure failure;
    private Instant failedAt = Instant.MIN;
    private volatile Instant used = Instant.now();
    private volatile String root = "";

    /** @param changed told of a node on which something has changed, on a thread of the connection's */
    SshConnection(SshSessions sessions, SshTarget target, SshConfig config, Consumer<NodeKey> changed) {
        this.sessions = sessions;
        this.target = target;
        this.config = config;
        this.changed = changed;
    }

    SshTarget target() {
        return target;
    }

    boolean isUnusedSince(Instant when) {
        return used.isBefore(when) && places.availablePermits() == MOST_AGENTS;
    }

    /** Where what is ours stands on the machine, absolute. */
    String root() {
        if (root.isEmpty()) {
            try {
                giveBack(take());
            } catch (IOException e) {
                throw broken(e);
            } catch (SshFailure e) {
                throw e.asDriverException();
            }
        }
        return root;
    }

    Reply ask(Map<String, ?> request) {
        return ask(request, config.requestTimeout());
    }

    /**
     * The machine's answer. Every request may be made twice: where a connection that was kept turns out to be broken,
     * it is made again on a new one.
     */
    Reply ask(Map<String, ?> request, Duration patience) {
        used = Instant.now();
        try {
            Agent agent = take();
            try {
                return checked(asked(agent, request, patience));
            } catch (IOException stale) {
                return checked(asked(take(), request, patience));
            }
        } catch (IOException e) {
            throw broken(e);
        } catch (SshFailure e) {
            throw e.asDriverException();
        }
    }

    private Reply asked(Agent agent, Map<String, ?> request, Duration patience) throws IOException {
        boolean sound = false;
        try {
            Reply reply = agent.ask(request, patience);
            sound = true;
            return reply;
        } finally {
            if (sound) {
                giveBack(agent);
            } else {
                agent.close();
                places.release();
            }
        }
    }

    private static Reply checked(Reply reply) {
        JsonNode kind = reply.get("error");
        if (kind.isMissingNode()) {
            return reply;
        }
        Message why = reply.why();
        switch (kind.asText()) {
            case "notfound" -> throw new DriverException.NotFound(why);
            case "rejected" -> throw new DriverException.Rejected(why);
            case "capacity" -> throw new DriverException.InsufficientCapacity(why);
            default -> throw new DriverException.Unavailable(why);
        }
    }

    /** Writes a new file on the machine by sftp. */
    void send(String path, Content content) {
        used = Instant.now();
        try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session());
                OutputStream out = sftp.write(
                        path, SftpClient.OpenMode.Create, SftpClient.OpenMode.Write, SftpClient.OpenMode.Exclusive)) {
            content.writeTo(out);
        } catch (SshFailure e) {
            throw e.asDriverException();
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotSend", target.account(), Words.of(String.valueOf(e.getMessage()))), e);
        }
    }

    private Agent take() throws IOException, SshFailure {
        try {
            if (!places.tryAcquire(config.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SshFailure(Verdict.UNREACHABLE, Message.of("driver.tooManyRequests", target.account()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshFailure(Verdict.UNREACHABLE, Message.of("driver.interrupted"), e);
        }
        boolean taken = false;
        try {
            ClientSession current = session();
            Optional<Agent> kept = idle();
            Agent agent = kept.isPresent() ? kept.orElseThrow() : sessions.agent(current, target);
            root = agent.root();
            taken = true;
            return agent;
        } finally {
            if (!taken) {
                places.release();
            }
        }
    }

    private synchronized Optional<Agent> idle() {
        while (!idle.isEmpty()) {
            Agent agent = idle.pop();
            if (agent.isOpen()) {
                return Optional.of(agent);
            }
            agent.close();
        }
        return Optional.empty();
    }

    private void giveBack(Agent agent) {
        synchronized (this) {
            idle.push(agent);
        }
        places.release();
    }

    /** The open session; a failure is repeated for a moment instead of being sought again by everybody who waits. */
    private synchronized ClientSession session() throws SshFailure {
        ClientSession current = session;
        if (current != null && current.isOpen()) {
            return current;
        }
        if (failure != null && Instant.now().isBefore(failedAt.plus(NOT_AGAIN_FOR))) {
            throw failure;
        }
        try {
            current = sessions.connect(target).session();
            session = current;
            failure = null;
            LOG.infof("connected to %s", target.account());
            sessions.watch(current, target, key -> changed.accept(key));
            return current;
        } catch (SshFailure e) {
            failure = e;
            failedAt = Instant.now();
            throw e;
        }
    }

    private DriverException broken(IOException e) {
        return new DriverException.Unavailable(
                Message.of("driver.connectionBroke", target.account(), Words.of(String.valueOf(e.getMessage()))), e);
    }

    @Override
    public synchronized void close() {
        idle.clear();
        if (session != null) {
            session.close(true);
        }
    }

    /** What is written to a file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
