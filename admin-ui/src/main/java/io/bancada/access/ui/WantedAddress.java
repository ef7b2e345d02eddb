package io.bancada.access.ui;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The address that a person wanted before signing on, kept in a cookie of the browser for some minutes.
 *
 * @param path absolute path, such as {@code /portal/job/job}
 * @param query what follows the question mark
 */
record WantedAddress(String path, String query) {
    static final String COOKIE = "bancada-wanted";
    static final int KEPT_SECONDS = 600;
    private static final int LONGEST = 2000;

    /** The cookie's value; empty for an address that is too long to be kept. */
    Optional<String> value() {
        var value = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((path + "?" + query).getBytes(StandardCharsets.UTF_8));
        return Optional.of(value).filter(v -> v.length() <= LONGEST);
    }

    /** The address in a cookie's value; empty for what was not written by us. */
    static Optional<WantedAddress> of(String value) {
        try {
            var address = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
            var mark = address.indexOf('?');
            return mark < 0
                    ? Optional.empty()
                    : Optional.of(new WantedAddress(address.substring(0, mark), address.substring(mark + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the same page, so that going there leads nowhere else. */
    boolean isOf(String requested) {
        return path.equals(requested) && query.chars().noneMatch(Character::isISOControl);
    }
}
