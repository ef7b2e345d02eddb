package io.bancada.access.ui;

import io.bancada.app.service.SignOff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Who has the portal open on this server, so that a sign-off at the identity provider ends it. */
@ApplicationScoped
public class PortalSessions {
    private static final Logger LOG = Logger.getLogger(PortalSessions.class);

    private final Map<String, Open> open = new ConcurrentHashMap<>();

    /** The session belongs to this sign-on of this person. */
    void note(HttpSession session, String signOn, String subject) {
        var known = open.get(session.getId());
        if (known == null || !known.signOn().equals(signOn)) {
            open.put(session.getId(), new Open(session, signOn, subject));
        }
    }

    void forget(HttpSession session) {
        open.remove(session.getId());
    }

    /** Ends the sessions of a sign-on that is over. What streams in them ends with its next beat. */
    void end(SignOff signOff) {
        for (var one : List.copyOf(open.values())) {
            if (signOff.ends(one.signOn(), one.subject())) {
                open.values().remove(one);
                end(one.session());
            }
        }
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            LOG.debug("the session had ended already", e);
        }
    }

    private record Open(HttpSession session, String signOn, String subject) {}
}
