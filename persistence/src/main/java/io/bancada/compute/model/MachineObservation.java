package io.bancada.compute.model;

import io.bancada.message.Message;

/**
 * What a look at an attached machine has found.
 *
 * @param health whether it can be used, and if not, why
 * @param message the same for people; empty when it can
 * @param hostKey the key that it showed, as OpenSSH writes it; empty when none was seen
 * @param fingerprint the same for people to compare
 * @param system name of its operating system; empty where it could not be asked, as are all that follow
 * @param python version of its Python
 * @param cores processors that the account may use
 * @param memoryMiB memory of the machine
 * @param freeMiB room on the disk of the account's home
 */
public record MachineObservation(
        HealthReason health,
        Message message,
        String hostKey,
        String fingerprint,
        String system,
        String python,
        int cores,
        long memoryMiB,
        long freeMiB) {}
