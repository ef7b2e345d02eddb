package io.bancada.compute.service;

import java.util.Optional;

/**
 * ARM's sshSettings, as a client sends them; empty means not said.
 *
 * @param enabled whether the instance is reached by SSH at all; fixed when it is created
 * @param keys lines of OpenSSH public keys
 */
public record SshRequest(Optional<Boolean> enabled, Optional<String> keys) {}
