package io.bancada.gateway;

import io.bancada.app.service.AccessGrant;
import io.bancada.app.service.AccessTokens;
import io.bancada.message.Message;
import io.bancada.person.service.DirectoryUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens in memory, and what the directory says of their people. */
final class FakeTokens implements AccessTokens {
    final Set<String> welcome = ConcurrentHashMap.newKeySet();
    final List<String> opened = new ArrayList<>();
    final List<Instant> uses = new ArrayList<>();
    final Set<String> lookedUp = new HashSet<>();
    volatile boolean away;
    volatile int finds;
    private final Map<String, AccessGrant> grants = new ConcurrentHashMap<>();

    /** A token with this last character, for this instance of this person. */
    String give(char last, String label, String subject, Instant ends) {
        var token = PREFIX + "A".repeat(42) + last;
        welcome.add(subject);
        grants.put(
                AccessTokens.digest(token),
                new AccessGrant(UUID.randomUUID(), "mine", label, "/" + label, subject, ends));
        return token;
    }

    void revoke(String token) {
        grants.remove(AccessTokens.digest(token));
    }

    @Override
    public synchronized Optional<AccessGrant> find(String digest) {
        finds++;
        lookedUp.add(digest);
        return Optional.ofNullable(grants.get(digest));
    }

    @Override
    public boolean open(AccessGrant grant) {
        var open = goesOn(grant);
        if (open) {
            opened.add(grant.label());
        }
        return open;
    }

    @Override
    public boolean goesOn(AccessGrant grant) {
        if (away) {
            throw new DirectoryUnavailable(Message.of("directory.silent"));
        }
        return welcome.contains(grant.subject());
    }

    @Override
    public synchronized void used(AccessGrant grant, Instant at) {
        uses.add(at);
    }
}
