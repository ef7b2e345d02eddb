package io.bancada.app.service;

import java.time.Instant;
import java.util.UUID;

/**
 * What an access token is good for.
 *
 * @param token id of the token, which is no secret
 * @param name what its person calls it
 * @param label of the instance's first app; those of its other apps begin with it and a dash
 * @param armId the instance's ARM id
 * @param subject whose instance it is now
 * @param ends when it expires
 */
public record AccessGrant(UUID token, String name, String label, String armId, String subject, Instant ends) {
    /** Whether an app of this instance has the label. */
    public boolean covers(String other) {
        return other.equals(label) || other.startsWith(label + "-");
    }
}
