package io.bancada.app.service;

import java.util.Optional;

/**
 * The end of one sign-on, or of all that a person has.
 *
 * @param session the identity provider's id of the one session; empty for all of the person's
 * @param subject the person; empty where only the session is named
 */
public record SignOff(Optional<String> session, Optional<String> subject) {
    /** The end of one session. */
    public static SignOff ofSession(String session) {
        return new SignOff(Optional.of(session), Optional.empty());
    }

    /** Whether it ends this session of this person. */
    public boolean ends(String otherSession, String otherSubject) {
        return session.map(otherSession::equals)
                .orElseGet(() -> subject.filter(otherSubject::equals).isPresent());
    }
}
