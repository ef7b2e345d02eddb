package io.bancada.compute.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token of an instance, as its person sees it: the token itself is not known.
 *
 * @param name what its person calls it
 * @param usedAt when a program showed it last, to about a minute; null where none has yet
 */
public record AccessTokenDetails(
        UUID id,
        String name,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt) {}
