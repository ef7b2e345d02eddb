package io.bancada.driver;

import io.bancada.message.Message;
import java.util.Optional;

/**
 * What a look at a machine has found.
 *
 * @param verdict whether work can run there, and if not, what kind of thing is wrong
 * @param message for people: what is wrong and what to do; empty when fit
 * @param hostKey the key that the machine showed, as OpenSSH writes it; empty when none was seen
 * @param fingerprint the same for people to compare, such as {@code SHA256:...}; empty when none was seen
 * @param facts what the machine is; present when fit
 */
public record MachineProbe(
        Verdict verdict, Message message, String hostKey, String fingerprint, Optional<Facts> facts) {
    /** What kind of thing is wrong. */
    public enum Verdict {
        /** Work can run there. */
        FIT,
        /** Its address is one that the server must not speak to. */
        ADDRESS_REFUSED,
        /** It does not answer. */
        UNREACHABLE,
        /** It shows another key than the pinned one: another machine, or someone in between. */
        HOST_KEY_CHANGED,
        /** It does not take the account's key or password. */
        LOGIN_REFUSED,
        /** There is no Python that can run our supervisor. */
        NO_PYTHON,
        /** Its disk is full. */
        DISK_FULL,
        /** Something else keeps work from running, such as a home directory that cannot be written. */
        UNUSABLE
    }

    /**
     * What the machine is.
     *
     * @param system the distribution's short name, such as {@code debian}
     * @param systemName its full name for people
     * @param python the version of its Python
     * @param cores processors that the account may use
     * @param memoryMiB the machine's memory
     * @param freeMiB room on the disk of the account's home
     */
    public record Facts(String system, String systemName, String python, int cores, long memoryMiB, long freeMiB) {}
}
