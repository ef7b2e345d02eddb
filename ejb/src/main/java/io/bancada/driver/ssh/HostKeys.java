package io.bancada.driver.ssh;

import io.bancada.driver.MachineProbe.Verdict;
import io.bancada.message.Message;
import java.io.IOException;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/** Holds every connection to the key that is pinned for its machine; what a machine shows first can be pinned. */
final class HostKeys implements ServerKeyVerifier, SessionListener {
    static final AttributeKey<Pin> PIN = new AttributeKey<>();

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        Pin pin = session.getConnectionContext().getAttribute(PIN);
        return pin != null && pin.accepts(key);
    }

    /** A machine has several keys: it is asked for the kind that is pinned, else it may show one that nobody knows. */
    @Override
    public void sessionNegotiationOptionsCreated(Session session, Map<KexProposalOption, String> proposal) {
        if (session instanceof ClientSession client) {
            Pin pin = client.getConnectionContext().getAttribute(PIN);
            PublicKey expected = pin == null ? null : pin.expected;
            if (expected != null) {
                String kind = KeyUtils.getKeyType(expected);
                proposal.computeIfPresent(
                        KexProposalOption.SERVERKEYS,
                        (option, offered) -> Arrays.stream(offered.split(",", -1))
                                .filter(name -> kind.equals(KeyUtils.getCanonicalKeyType(name)))
                                .collect(Collectors.joining(",")));
            }
        }
    }

    /** The key that one connection must see, and the one that it saw. */
    static final class Pin {
        private final @Nullable PublicKey expected;
        private final AtomicReference<PublicKey> seen = new AtomicReference<>();

        /** @param expected empty where whatever key is shown is taken, to be pinned */
        Pin(String expected) throws SshFailure {
            this.expected = expected.isBlank() ? null : parse(expected);
        }

        private boolean accepts(PublicKey key) {
            seen.set(key);
            return expected == null || KeyUtils.compareKeys(expected, key);
        }

        @Nullable
        PublicKey seen() {
            return seen.get();
        }

        /** Whether the machine showed another key than the pinned one, or has none of its kind any more. */
        boolean isBroken() {
            return expected != null && seen.get() != null && !KeyUtils.compareKeys(expected, seen.get());
        }

        String expectedFingerprint() {
            return expected == null ? "" : KeyUtils.getFingerPrint(expected);
        }

        private static PublicKey parse(String line) throws SshFailure {
            try {
                PublicKey key = PublicKeyEntry.parsePublicKeyEntry(line)
                        .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
                if (key != null) {
                    return key;
                }
                throw new SshFailure(Verdict.UNUSABLE, Message.of("driver.pinUnreadable"));
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                throw new SshFailure(Verdict.UNUSABLE, Message.of("driver.pinUnreadable"), e);
            }
        }
    }
}
