package io.bancada.person.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * What Keycloak passes on of an account of Active Directory, by the mappers that {@code ./bancada ad connect} makes. Keycloak
 * says "disabled" also while it cannot ask the directory; what it knows only from there tells the two apart.
 */
final class DirectoryAccount {
    private static final int DISABLED = 0x2;

    /** Windows counts from here, in tenths of a microsecond. */
    private static final Instant WINDOWS_EPOCH = Instant.parse("1601-01-01T00:00:00Z");

    private static final long TENTHS_PER_SECOND = 10_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final JsonNode user;

    DirectoryAccount(JsonNode user) {
        this.user = user;
    }

    /** Whether the person comes from a directory that was connected by the product. */
    boolean isOfDirectory() {
        return !user.path("federationLink").asText().isEmpty()
                && !first("adAccountControl").isEmpty();
    }

    /** Whether the directory itself has just answered for this account: Keycloak keeps no copy of this attribute. */
    boolean isLive() {
        return isOfDirectory() && !first("adSid").isEmpty();
    }

    /** Whether the account may be used, where the directory has answered. */
    boolean isOpen(Instant now) {
        return (number("adAccountControl") & DISABLED) == 0 && !isExpired(now);
    }

    private boolean isExpired(Instant now) {
        var end = number("adAccountExpires");
        return end > 0
                && end != NEVER
                && !now.isBefore(WINDOWS_EPOCH.plus(Duration.ofSeconds(end / TENTHS_PER_SECOND)));
    }

    private long number(String attribute) {
        try {
            return Long.parseLong(first(attribute));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private String first(String attribute) {
        return user.path("attributes").path(attribute).path(0).asText();
    }
}
