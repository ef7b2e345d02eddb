package io.bancada.compute.service;

import java.util.Map;
import java.util.Optional;

/**
 * What a client says of a machine to attach; empty means not said.
 *
 * @param location must be the workspace's
 * @param address host name or IP address; required on creation, fixed afterwards
 * @param port default 22; fixed afterwards
 * @param user the account; required on creation, fixed afterwards
 * @param password of the account, where passwords are allowed at all
 * @param privateKey of the account
 * @param definition ARM properties that are kept and returned but not acted on, a JSON object
 */
public record VirtualMachineRequest(
        Optional<String> location,
        Optional<String> address,
        Optional<Integer> port,
        Optional<String> user,
        Optional<Secret> password,
        Optional<Secret> privateKey,
        Optional<String> description,
        Map<String, String> tags,
        String definition) {
    /** SSH's own port. */
    public static final int DEFAULT_PORT = 22;
}
