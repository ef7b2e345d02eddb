package io.bancada.gateway;

import io.bancada.app.service.SignOn;
import java.time.Instant;

/** One browser that has one instance open, from a sign-on. */
final class BrowserSession extends GatewaySession {
    private final String label;
    private final SignOn signOn;

    BrowserSession(String label, String subject, SignOn signOn, Instant now, Instant ends) {
        super(subject, now, ends);
        this.label = label;
        this.signOn = signOn;
    }

    /** Of the one origin at which it holds. */
    String label() {
        return label;
    }

    SignOn signOn() {
        return signOn;
    }
}
