package io.bancada.driver;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a capsule's directory says.
 *
 * @param state whether it runs
 * @param end how it ended; present exactly when {@link State#ENDED}
 * @param exitCode the exit code of its first process; present when that process exited by itself
 * @param startedAt when its first process started
 * @param endedAt when its last process ended
 */
public record CapsuleStatus(
        State state, Optional<End> end, OptionalInt exitCode, Optional<Instant> startedAt, Optional<Instant> endedAt) {
    /** The status of a capsule that was never started here. */
    public static final CapsuleStatus ABSENT =
            new CapsuleStatus(State.ABSENT, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** Whether it runs. */
    public enum State {
        /** Never started on this machine: starting it is safe. */
        ABSENT,
        /** Its process tree is alive. */
        RUNNING,
        /** Its process tree is gone and the way it ended is on record. */
        ENDED
    }

    /** How a capsule ended. */
    public enum End {
        /** The first process exited by itself; see the exit code. */
        EXITED,
        /** A signal that we did not send ended it. */
        SIGNALLED,
        /** It ran into its own timeout. */
        TIMED_OUT,
        /** It went over the machine's memory. */
        OUT_OF_MEMORY,
        /** {@link Shell#signal} ended it. */
        CANCELED,
        /** Its supervisor or machine died with it; no exit code is known. */
        LOST
    }
}
