package io.bancada.gateway;

import io.bancada.app.service.AccessGrant;
import java.time.Instant;

/** What programs have open by one access token, at whichever of its instance's origins. */
final class TokenSession extends GatewaySession {
    private final AccessGrant grant;
    private volatile Instant found;
    private volatile Instant asked;
    private volatile Instant good;
    private volatile Instant noted = Instant.MIN;

    TokenSession(AccessGrant grant, Instant now) {
        super(grant.subject(), now, grant.ends());
        this.grant = grant;
        this.found = now;
        this.asked = now;
        this.good = now;
    }

    AccessGrant grant() {
        return grant;
    }

    /** When the token was seen in the database last. */
    Instant found() {
        return found;
    }

    void found(Instant at) {
        found = at;
    }

    /** When the directory was asked about the person last, whether it answered or not. */
    Instant asked() {
        return asked;
    }

    /** When the directory said last that all is well. */
    Instant good() {
        return good;
    }

    void asked(Instant at, boolean well) {
        asked = at;
        good = well ? at : good;
    }

    /** Which use of the token is on record. */
    Instant noted() {
        return noted;
    }

    void noted(Instant use) {
        noted = use;
    }
}
