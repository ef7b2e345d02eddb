package io.bancada.driver.ssh;

import io.bancada.driver.DriverException;
import io.bancada.driver.MachineProbe;
import io.bancada.driver.MachineProbe.Facts;
import io.bancada.driver.MachineProbe.Verdict;
import io.bancada.driver.Site;
import io.bancada.message.Message;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.jspecify.annotations.Nullable;

/** One fresh look at a machine, over a connection of its own: what a connection that is kept says is no news. */
final class Probing {
    private final SshSessions sessions;
    private final SshConfig config;

    Probing(SshSessions sessions, SshConfig config) {
        this.sessions = sessions;
        this.config = config;
    }

    MachineProbe probe(Site site) {
        HostKeys.Pin pin = null;
        try {
            SshTarget target = SshTarget.of(site);
            pin = new HostKeys.Pin(target.hostKey());
            ClientSession session = sessions.connect(target, pin).session();
            try (Agent agent = sessions.agent(session, target)) {
                return judged(agent.ask(Map.of("op", "probe"), config.requestTimeout()), pin);
            } finally {
                session.close(true);
            }
        } catch (SshFailure e) {
            return wrong(e.verdict(), e.why(), pin);
        } catch (DriverException.Rejected e) {
            return wrong(Verdict.UNUSABLE, e.why(), pin);
        } catch (IOException e) {
            return wrong(
                    Verdict.UNREACHABLE,
                    Message.of("driver.connectionLost", Words.of(String.valueOf(e.getMessage()))),
                    pin);
        }
    }

    private static MachineProbe judged(Reply reply, HostKeys.Pin pin) {
        String error = reply.get("error").asText();
        if (!error.isEmpty()) {
            Verdict verdict = error.equals("capacity") ? Verdict.DISK_FULL : Verdict.UNUSABLE;
            return wrong(verdict, reply.why(), pin);
        }
        if (!reply.get("bash").asBoolean()) {
            return wrong(Verdict.UNUSABLE, Message.of("driver.noBash"), pin);
        }
        return new MachineProbe(
                Verdict.FIT,
                Message.NONE,
                hostKey(pin),
                fingerprint(pin),
                Optional.of(new Facts(
                        Words.of(reply.get("system").asText()),
                        Words.of(reply.get("systemName").asText()),
                        Words.of(reply.get("python").asText()),
                        Math.max(1, reply.get("cores").asInt()),
                        Math.max(0, reply.get("memoryMiB").asLong()),
                        Math.max(0, reply.get("freeMiB").asLong()))));
    }

    private static MachineProbe wrong(Verdict verdict, Message why, HostKeys.@Nullable Pin pin) {
        return new MachineProbe(verdict, why, hostKey(pin), fingerprint(pin), Optional.empty());
    }

    private static String hostKey(HostKeys.@Nullable Pin pin) {
        PublicKey key = pin == null ? null : pin.seen();
        return key == null ? "" : PublicKeyEntry.toString(key);
    }

    private static String fingerprint(HostKeys.@Nullable Pin pin) {
        PublicKey key = pin == null ? null : pin.seen();
        return key == null ? "" : KeyUtils.getFingerPrint(key);
    }
}
