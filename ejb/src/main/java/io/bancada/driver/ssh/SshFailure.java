package io.bancada.driver.ssh;

import io.bancada.driver.DriverException;
import io.bancada.driver.MachineProbe.Verdict;
import io.bancada.message.Message;

/** Why a machine cannot be used now, before it is said in the SPI's words. */
final class SshFailure extends Exception {
    private final Verdict verdict;
    private final Message why;

    SshFailure(Verdict verdict, Message why) {
        super(why.english());
        this.verdict = verdict;
        this.why = why;
    }

    SshFailure(Verdict verdict, Message why, Throwable cause) {
        super(why.english(), cause);
        this.verdict = verdict;
        this.why = why;
    }

    Verdict verdict() {
        return verdict;
    }

    Message why() {
        return why;
    }

    /** Only a machine that does not answer is asked again as it is; all else wants a person. */
    DriverException asDriverException() {
        return switch (verdict) {
            case UNREACHABLE -> new DriverException.Unavailable(why, this);
            case DISK_FULL -> new DriverException.InsufficientCapacity(why);
            case FIT, ADDRESS_REFUSED, HOST_KEY_CHANGED, LOGIN_REFUSED, NO_PYTHON, UNUSABLE ->
                new DriverException.Rejected(why, this);
        };
    }
}
