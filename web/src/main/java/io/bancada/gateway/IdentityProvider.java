package io.bancada.gateway;

import io.bancada.app.service.SignOn;

/** Who signs people on, asked whether a session goes on. */
interface IdentityProvider {
    /**
     * Asks. Answers within seconds, and throws nothing.
     *
     * @param used whether the person has done something since it was asked last, so that the session is to last longer
     */
    Answer ask(SignOn signOn, boolean used);

    /**
     * What it says.
     *
     * @param signOn with which it is asked next
     */
    record Answer(State state, SignOn signOn) {}

    /** Whether a session goes on. */
    enum State {
        ACTIVE,
        ENDED,
        /** It did not answer. */
        UNKNOWN
    }
}
