package io.bancada.compute.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What only an attached machine has. Never its secrets.
 *
 * @param health whether it can be used, and if not, why; the compute's {@code reason} says it for people
 * @param checkedAt when it was looked at last; empty before the first time
 * @param fingerprint of the pinned host key; empty before the first contact
 * @param system name of its operating system, as of the last look that could ask, like all that follow
 * @param python version of its Python
 * @param cores processors that the account may use
 * @param memoryMiB memory of the machine
 * @param freeMiB room on the disk of the account's home
 */
public record VirtualMachineDetails(
        String address,
        int port,
        String user,
        HealthReason health,
        Optional<Instant> checkedAt,
        String fingerprint,
        String system,
        String python,
        int cores,
        long memoryMiB,
        long freeMiB)
        implements ComputeDetails.Kind {}
