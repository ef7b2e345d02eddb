package io.bancada.login.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The form that az posts, each field once. Its words never show the fields, which are secrets.
 */
final class LoginForm {
    private static final int MOST_BYTES = 32_768;

    private final Map<String, String> fields;

    private LoginForm(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * Reads a form of at most {@value #MOST_BYTES} bytes.
     *
     * @throws LoginRefused invalid_request for one that is larger, not encoded as forms are, or says something twice
     */
    static LoginForm read(InputStream body) throws IOException {
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw LoginRefused.invalid("The form is larger than " + MOST_BYTES + " bytes.");
        }
        var fields = new HashMap<String, String>();
        for (var pair : new String(bytes, StandardCharsets.US_ASCII).split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (fields.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw LoginRefused.invalid("A field stands twice.");
            }
        }
        return new LoginForm(fields);
    }

    /** A field; empty when it is not there or has no value. */
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * A field that must be there.
     *
     * @throws LoginRefused invalid_request naming it
     */
    String required(String name) {
        return field(name).orElseThrow(() -> LoginRefused.invalid("The field " + name + " is missing."));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw LoginRefused.invalid("The form is not encoded as it should be.");
        }
    }

    @Override
    public String toString() {
        return "LoginForm" + fields.keySet();
    }
}
