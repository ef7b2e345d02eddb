package io.bancada.compute.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How a compute instance is reached by SSH.
 *
 * @param port on the server's address; no other instance has it
 * @param keys ARM's {@code adminPublicKey}: lines of OpenSSH public keys; empty until its person has given one
 * @param closed whether nobody is let in, since its person may not sign on
 */
@Embeddable
public record InstanceSsh(
        @Column(name = "ssh_port") Integer port,
        @Column(name = "ssh_keys", length = 8000) String keys,
        @Column(name = "ssh_closed") Boolean closed) {
    /** One that lets in whoever holds one of the keys. */
    public InstanceSsh(Integer port, String keys) {
        this(port, keys, false);
    }

    /** How many keys there are. */
    public long lines() {
        return keys.lines().count();
    }

    /** Whether a key lets somebody in. */
    public boolean opens() {
        return !keys.isEmpty() && !closed;
    }

    InstanceSsh withoutKeys() {
        return new InstanceSsh(port, "");
    }

    InstanceSsh closed(boolean shut) {
        return new InstanceSsh(port, keys, shut);
    }
}
