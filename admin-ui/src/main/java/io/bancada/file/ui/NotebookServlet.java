package io.bancada.file.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.file.service.ShareFileService;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Preferences;
import io.bancada.portal.ui.Words;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A notebook as a page of its own, for a frame without scripts and without an origin. What is in it is cleaned before;
 * that it could do nothing even so is what the headers say.
 */
@WebServlet("/file-notebook")
public class NotebookServlet extends HttpServlet {
    private static final int LARGEST = 16 << 20;

    private final ShareFileService files;
    private final SignedOn person;
    private final Place place;
    private final Words words;
    private final Preferences preferences;

    @Inject
    NotebookServlet(ShareFileService files, SignedOn person, Place place, Words words, Preferences preferences) {
        this.files = files;
        this.person = person;
        this.place = place;
        this.words = words;
        this.preferences = preferences;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = Objects.requireNonNullElse(request.getParameter("path"), "");
        var theme =
                Objects.requireNonNullElse(request.getParameter("theme"), "").equals("dark") ? "dark" : "light";
        try (var content = files.read(person.caller(), place.id(), path)) {
            var body = content.bytes() > LARGEST
                    ? NotebookHtml.note(words.of("file.tooLarge"))
                    : NotebookHtml.of(content.piece(0, content.bytes()).readAllBytes(), words.of("file.noNotebook"));
            response.setContentType("text/html; charset=utf-8");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("X-Frame-Options", "SAMEORIGIN");
            response.setHeader(
                    "Content-Security-Policy",
                    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:;"
                            + " style-src 'sha256-" + NotebookHtml.styleDigest()
                            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
            var page = NotebookHtml.page(preferences.getLanguage(), theme, content.name(), body);
            response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
        } catch (BancadaException e) {
            if (!response.isCommitted()) {
                response.reset();
                response.sendError(e.code().status());
            }
        }
    }
}
