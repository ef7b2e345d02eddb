package io.bancada.driver.ssh;

import io.bancada.driver.DriverException;
import io.bancada.driver.MachineProbe.Verdict;

/** Why a machine cannot be used now, before it is said in the SPI's words. */
final class SshFailure extends Exception {
    private final Verdict verdict;

    SshFailure(Verdict verdict, String message) {
        super(message);
        this.verdict = verdict;
    }

    SshFailure(Verdict verdict, String message, Throwable cause) {
        super(message, cause);
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }

    String words() {
        return String.valueOf(getMessage());
    }

    /** Only a machine that does not answer is asked again as it is; all else wants a person. */
    DriverException asDriverException() {
        return switch (verdict) {
            case UNREACHABLE -> new DriverException.Unavailable(words(), this);
            case DISK_FULL -> new DriverException.InsufficientCapacity(words());
            case FIT, ADDRESS_REFUSED, HOST_KEY_CHANGED, LOGIN_REFUSED, NO_PYTHON, UNUSABLE ->
                new DriverException.Rejected(words(), this);
        };
    }
}
