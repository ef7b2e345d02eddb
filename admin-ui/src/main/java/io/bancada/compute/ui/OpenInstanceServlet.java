package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.app.service.InstanceDomain;
import io.bancada.app.service.InstanceTickets;
import io.bancada.error.BancadaException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Where an instance's origin sends a person who has no session there. Whose instance it is gets a ticket, which goes back
 * in a form: an address would be kept in logs and histories.
 */
@WebServlet("/open-instance/*")
public class OpenInstanceServlet extends HttpServlet {
    /** Label, visit, and the path that was asked for: in whole groups of base64, so that it can be decoded. */
    private static final Pattern PARTS = Pattern.compile(
            "/([a-z0-9][a-z0-9-]{0,62})/([A-Za-z0-9_-]{43})/((?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?)");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final InstanceTickets tickets;
    private final SignedOn person;
    private final InstanceDomain domain;

    @Inject
    OpenInstanceServlet(InstanceTickets tickets, SignedOn person) {
        this.tickets = tickets;
        this.person = person;
        this.domain = InstanceDomain.from(ConfigProvider.getConfig());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var parts = PARTS.matcher(Objects.requireNonNullElse(request.getPathInfo(), ""));
        if (!parts.matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var label = parts.group(1);
        var path = new String(Base64.getUrlDecoder().decode(parts.group(3)), StandardCharsets.UTF_8);
        try {
            var ticket = tickets.issue(person.caller(), label, parts.group(2), person.signOn());
            answer(response, domain.origin(label), ticket, path);
        } catch (BancadaException e) {
            response.sendError(e.code().status());
        }
    }

    private static void answer(HttpServletResponse response, String origin, String ticket, String path)
            throws IOException {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'nonce-" + nonce + "'; form-action " + origin
                        + "; frame-ancestors 'none'; base-uri 'none'");
        response.getWriter().write("""
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bancada</title></head><body>
                <form method="post" action="%s/.bancada/session"><input type="hidden" name="ticket" value="%s">
                <input type="hidden" name="path" value="%s"><noscript><button>Open</button></noscript></form>
                <script nonce="%s">document.forms[0].submit()</script></body></html>
                """.formatted(origin, ticket, escaped(path), nonce));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
