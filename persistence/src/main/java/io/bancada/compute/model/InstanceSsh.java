package io.bancada.compute.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How a compute instance is reached by SSH.
 *
 * @param port on the server's address; no other instance has it
 * @param keys ARM's {@code adminPublicKey}: lines of OpenSSH public keys; empty until its person has given one
 */
@Embeddable
public record InstanceSsh(
        @Column(name = "ssh_port") Integer port,
        @Column(name = "ssh_keys", length = 8000) String keys) {
    /** How many keys there are. */
    public long lines() {
        return keys.lines().count();
    }

    InstanceSsh withoutKeys() {
        return new InstanceSsh(port, "");
    }
}
