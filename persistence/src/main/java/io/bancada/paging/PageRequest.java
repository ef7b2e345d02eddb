package io.bancada.paging;

import io.bancada.error.BancadaException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param size how many items at most, 1 to {@value #MAX_SIZE}
 * @param after the key of the last item of the page before; empty for the first page
 */
public record PageRequest(int size, Optional<String> after) {
    /** The page size where the client names none. */
    public static final int DEFAULT_SIZE = 50;

    /** The largest page. */
    public static final int MAX_SIZE = 500;

    public PageRequest {
        size = Math.max(1, Math.min(size, MAX_SIZE));
    }

    /** The first page of the default size. */
    public static PageRequest first() {
        return new PageRequest(DEFAULT_SIZE, Optional.empty());
    }

    /**
     * A page as the client asked for it.
     *
     * @param token the opaque token of a {@code nextLink}, or null for the first page
     * @throws BancadaException 400 when the token is not one of ours
     */
    public static PageRequest of(@Nullable String token, int size) {
        if (token == null || token.isEmpty()) {
            return new PageRequest(size, Optional.empty());
        }
        try {
            var key = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return new PageRequest(size, Optional.of(key));
        } catch (IllegalArgumentException e) {
            throw BancadaException.invalid(
                    "$skip", "The page token was not made by this server; follow nextLink as it is.");
        }
    }

    /** The key as a row number, for lists that are ordered by one. */
    public Optional<Long> afterId() {
        try {
            return after.map(Long::parseLong);
        } catch (NumberFormatException e) {
            throw BancadaException.invalid(
                    "$skip", "The page token belongs to another list; follow nextLink as it is.");
        }
    }

    /** The opaque token of the page after the item with this key. */
    static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
