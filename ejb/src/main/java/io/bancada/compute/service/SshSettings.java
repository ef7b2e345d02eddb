package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.app.service.SshDoor;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.InstanceApp;
import io.bancada.compute.model.InstanceAppRepository;
import io.bancada.compute.model.InstanceSsh;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.stream.IntStream;

/**
 * Whether and by which keys an instance is reached by SSH: off unless asked for when it is created (C19, J3), by keys alone,
 * and by no other keys than its person's, as its apps are opened by no other person (C21).
 */
@ApplicationScoped
public class SshSettings {
    static final String ACCESS = "properties.properties.sshSettings.sshPublicAccess";
    static final String KEYS = "properties.properties.sshSettings.adminPublicKey";

    private final InstanceAppRepository rows;
    private final SshConfig config;
    private final Access access;

    @Inject
    public SshSettings(InstanceAppRepository rows, SshConfig config, Access access) {
        this.rows = rows;
        this.config = config;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected SshSettings() {
        this(null, null, null);
    }

    /**
     * Opens a new instance to SSH where that is asked for. The caller's transaction holds the lock of the location.
     *
     * @throws BancadaException 400 or 403 naming the field, 409 where no port is left
     */
    void open(Caller caller, ComputeInstance instance, SshRequest request) {
        if (!request.enabled().orElse(false)) {
            request.keys().ifPresent(keys -> {
                throw BancadaException.invalid(KEYS, Message.of("refused.sshKeyUnused"));
            });
            return;
        }
        if (!config.allowed()) {
            throw new BancadaException(ErrorCode.FORBIDDEN, ACCESS, Message.of("refused.sshForbidden"));
        }
        if (!instance.workspace().policy().allowsSsh()) {
            throw new BancadaException(
                    ErrorCode.FORBIDDEN,
                    ACCESS,
                    Message.of("refused.sshPolicy", instance.workspace().name()));
        }
        if (!SshDoor.isInstalled()) {
            throw new BancadaException(ErrorCode.NOT_IMPLEMENTED, ACCESS, Message.of("refused.sshMissing"));
        }
        var keys = request.keys().map(k -> checked(caller, instance, KEYS, k)).orElse("");
        instance.openSsh(new InstanceSsh(freePort(), keys));
    }

    /**
     * Takes what a PUT says of an instance that exists: the same, or other keys of the caller's own.
     *
     * @throws BancadaException 400, 403 or 409 naming the field
     */
    void change(Caller caller, ComputeInstance instance, SshRequest request) {
        request.enabled().filter(e -> e != instance.ssh().isPresent()).ifPresent(e -> {
            throw BancadaException.conflict(
                    ACCESS, Message.of(e ? "refused.sshNever" : "refused.sshAlways", instance.name()));
        });
        request.keys().ifPresent(keys -> give(caller, instance, KEYS, keys));
    }

    /**
     * Lets whoever holds these keys in, and nobody else any more: sessions that were opened with the old ones end.
     *
     * @throws BancadaException 400, 403 or 409 naming the field
     */
    void give(Caller caller, ComputeInstance instance, String field, String keys) {
        var now = instance.ssh()
                .orElseThrow(() -> BancadaException.conflict(field, Message.of("refused.sshNever", instance.name())));
        var lines = keys.isBlank() && now.keys().isEmpty() ? "" : keys.strip();
        if (lines.equals(now.keys())) {
            return;
        }
        instance.openSsh(new InstanceSsh(now.port(), checked(caller, instance, field, lines)));
        rows.app(instance.id(), SshDoor.NAME).ifPresent(InstanceApp::startsAgain);
    }

    private String checked(Caller caller, ComputeInstance instance, String field, String keys) {
        access.requireNoProgram(caller, field);
        if (!caller.subject().equals(instance.owner())) {
            throw new BancadaException(
                    ErrorCode.FORBIDDEN, field, Message.of("refused.sshKeyOwner", instance.ownerName()));
        }
        return SshPublicKeys.checked(field, keys);
    }

    private int freePort() {
        var taken = new HashSet<>(rows.sshPorts());
        return IntStream.range(config.firstPort(), config.firstPort() + config.ports())
                .filter(port -> !taken.contains(port) && isFree(port))
                .findFirst()
                .orElseThrow(() -> BancadaException.conflict(ACCESS, Message.of("refused.sshPorts")));
    }

    /** Whether no other program of this host listens there. */
    private static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
