package io.bancada.portal.ui;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Headers of an answer that is always saved and never shown as a page of the portal.
 *
 * @param file its name in the person's downloads
 * @param type its media type
 */
public record Attachment(String file, String type) {
    public static Attachment named(String file, String type) {
        return new Attachment(file, type);
    }

    public void writeTo(HttpServletResponse response) {
        response.setContentType(type);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename*=UTF-8''"
                        + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
