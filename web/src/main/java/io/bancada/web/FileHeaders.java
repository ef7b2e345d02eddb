package io.bancada.web;

import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.charset.StandardCharsets;

/** Headers of files that people or their jobs wrote: whatever is in them, a browser must not run it as ours. */
public final class FileHeaders {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";

    private FileHeaders() {}

    /** Forbids a browser to guess a type, and to run or load anything. */
    public static ResponseBuilder harmless(ResponseBuilder response) {
        return response.header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
    }

    /** RFC 6266: an ASCII name for old clients, the real one in UTF-8. */
    public static String attachment(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var plain = new StringBuilder();
        name.codePoints().forEach(c -> plain.append(PLAIN.indexOf(c) < 0 ? "_" : Character.toString(c)));
        var encoded = new StringBuilder();
        for (var b : name.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append("%02X".formatted(b & 0xff));
            }
        }
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
