package io.bancada.driver.ssh;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.driver.MachineProbe.Verdict;
import io.bancada.driver.NodeKey;
import io.bancada.message.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.jboss.logging.Logger;

/**
 * Makes sessions: to a judged address, with the one identity that the target names, held to the pinned key. Nothing of
 * the server account's own SSH files is read, and no agent, proxy or tunnel is ever used.
 */
final class SshSessions implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SshSessions.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final SshClient client;
    private final SshConfig config;
    private final AddressPolicy policy;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> thread(task, "bancada-ssh-timer"));
    private final ExecutorService openers = Executors.newCachedThreadPool(task -> thread(task, "bancada-ssh-watch"));

    SshSessions(SshConfig config) {
        this.config = config;
        this.policy = new AddressPolicy(config.allowedAddresses());
        HostKeys keys = new HostKeys();
        client = ClientBuilder.builder()
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .serverKeyVerifier(keys)
                .filePasswordProvider(FilePasswordProvider.EMPTY)
                .build();
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        client.addSessionListener(keys);
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 2);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, config.connectTimeout());
        client.start();
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** A session that is signed on, and what its machine showed. */
    record Connected(ClientSession session, HostKeys.Pin pin) {}

    Connected connect(SshTarget target) throws SshFailure {
        if (target.hostKey().isBlank()) {
            throw new SshFailure(Verdict.UNUSABLE, Message.of("driver.noHostKey", target.account()));
        }
        return connect(target, new HostKeys.Pin(target.hostKey()));
    }

    /** @param pin knows afterwards which key was seen, also when this fails */
    Connected connect(SshTarget target, HostKeys.Pin pin) throws SshFailure {
        InetAddress address = policy.resolve(target.address());
        Iterable<KeyPair> identities = identities(target);
        ClientSession session = null;
        boolean done = false;
        try {
            session = client.connect(
                            target.user(),
                            new InetSocketAddress(address, target.port()),
                            AttributeRepository.ofKeyValuePair(HostKeys.PIN, pin),
                            null)
                    .verify(config.connectTimeout())
                    .getSession();
            identities.forEach(session::addPublicKeyIdentity);
            if (!target.password().isEmpty()) {
                session.addPasswordIdentity(target.password());
            }
            authenticate(session, target, pin);
            done = true;
            return new Connected(session, pin);
        } catch (IOException e) {
            throw pin.isBroken() ? changed(target, pin, e) : unreachable(target, e);
        } finally {
            if (!done && session != null) {
                session.close(true);
            }
        }
    }

    private void authenticate(ClientSession session, SshTarget target, HostKeys.Pin pin)
            throws IOException, SshFailure {
        try {
            session.auth().verify(config.connectTimeout());
        } catch (IOException e) {
            if (pin.isBroken()) {
                throw changed(target, pin, e);
            }
            String words = String.valueOf(e.getMessage());
            if (words.contains("Unable to negotiate key exchange for server host key")) {
                throw changed(target, pin, e);
            }
            if (words.contains("No more authentication methods")) {
                throw new SshFailure(
                        Verdict.LOGIN_REFUSED,
                        Message.of(
                                target.privateKey().isBlank() ? "driver.passwordRefused" : "driver.keyRefused",
                                target.account()),
                        e);
            }
            throw unreachable(target, e);
        }
    }

    private static SshFailure changed(SshTarget target, HostKeys.Pin pin, IOException e) {
        var seen = pin.seen();
        return new SshFailure(
                Verdict.HOST_KEY_CHANGED,
                Message.of(
                        "driver.hostKeyChanged",
                        target.account(),
                        seen == null ? "?" : org.apache.sshd.common.config.keys.KeyUtils.getFingerPrint(seen),
                        pin.expectedFingerprint()),
                e);
    }

    private static SshFailure unreachable(SshTarget target, IOException e) {
        return new SshFailure(
                Verdict.UNREACHABLE,
                Message.of("driver.unreachable", target.account(), Words.of(String.valueOf(e.getMessage()))),
                e);
    }

    private static Iterable<KeyPair> identities(SshTarget target) throws SshFailure {
        if (target.privateKey().isBlank()) {
            return List.of();
        }
        try {
            Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("privateKey"),
                    new ByteArrayInputStream(target.privateKey().getBytes(StandardCharsets.UTF_8)),
                    FilePasswordProvider.EMPTY);
            if (found != null && found.iterator().hasNext()) {
                return found;
            }
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            LOG.debugf("the private key of %s cannot be read: %s", target.account(), unreadable.getClass());
        }
        // the cause stays out: its message could quote the key
        throw new SshFailure(Verdict.LOGIN_REFUSED, Message.of("driver.privateKey"));
    }

    Agent agent(ClientSession session, SshTarget target) throws IOException, SshFailure {
        return Agent.start(session, target, config, timer);
    }

    /** Listens on a channel of its own, soon; losing it costs only the time to the next look. */
    void watch(ClientSession session, SshTarget target, Consumer<NodeKey> changed) {
        openers.execute(() -> {
            try {
                ChannelExec channel = session.createExecChannel(AgentProgram.COMMAND);
                channel.setOut(new Lines(changed));
                channel.setErr(OutputStream.nullOutputStream());
                channel.open().verify(config.connectTimeout());
                OutputStream in = channel.getInvertedIn();
                in.write(AgentProgram.line("watch", target.tag(), config));
                in.write("{\"op\":\"watch\"}\n".getBytes(StandardCharsets.UTF_8));
                in.flush();
            } catch (IOException e) {
                LOG.debugf(e, "cannot watch %s", target.account());
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        openers.shutdownNow();
        client.stop();
    }

    /** Takes the watching agent's lines apart as they come; what is no such line is dropped. */
    private static final class Lines extends OutputStream {
        private static final int LONGEST = 4096;
        private final Consumer<NodeKey> changed;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Consumer<NodeKey> changed) {
            this.changed = changed;
        }

        @Override
        public synchronized void write(int next) {
            if (next != '\n') {
                if (line.size() < LONGEST) {
                    line.write(next);
                }
                return;
            }
            byte[] whole = line.toByteArray();
            line.reset();
            try {
                var key = JSON.readValue(whole, Map.class).get("changed");
                if (key instanceof String name) {
                    changed.accept(new NodeKey(name));
                }
            } catch (IOException | IllegalArgumentException chatter) {
                LOG.debugf("an agent said something unexpected");
            }
        }
    }
}
