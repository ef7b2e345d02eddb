package io.bancada.file.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.access.ui.SignedOn;
import io.bancada.asset.ui.UploadToken;
import io.bancada.error.BancadaException;
import io.bancada.file.service.ShareFileService;
import io.bancada.file.service.UploadPiece;
import io.bancada.file.service.UploadProgress;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/** Takes files from a page piece by piece, says how far one is, forgets one, and makes the folders of a whole folder. */
@WebServlet("/file-upload")
public class FileUploadServlet extends HttpServlet {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ShareFileService files;
    private final UploadToken token;
    private final SignedOn person;
    private final Place place;
    private final Refusals refusals;

    @Inject
    FileUploadServlet(ShareFileService files, UploadToken token, SignedOn person, Place place, Refusals refusals) {
        this.files = files;
        this.token = token;
        this.person = person;
        this.place = place;
        this.refusals = refusals;
    }

    /** What is done with an upload. */
    @FunctionalInterface
    private interface Work {
        UploadProgress on(UploadPiece piece) throws IOException;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, piece -> files.uploaded(person.caller(), place.id(), piece));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, piece -> files.upload(person.caller(), place.id(), piece, request.getInputStream()));
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, piece -> {
            files.abandon(person.caller(), place.id(), piece);
            return new UploadProgress(0, false);
        });
    }

    /** Makes a folder where there is none. */
    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, piece -> {
            files.makeFolder(person.caller(), place.id(), text(request, "path"));
            return new UploadProgress(0, true);
        });
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Work work) throws IOException {
        if (!token.matches(request.getHeader("X-Bancada-Token"))) {
            answer(response, 403, Map.of("message", "The page is out of date; read it anew."));
            return;
        }
        try {
            var progress = work.on(piece(request));
            answer(response, 200, Map.of("received", progress.received(), "complete", progress.complete()));
        } catch (BancadaException e) {
            answer(
                    response,
                    e.code().status(),
                    Map.of("message", refusals.text(e), "target", e.target().orElse("")));
        }
    }

    private static UploadPiece piece(HttpServletRequest request) {
        return new UploadPiece(
                text(request, "path"),
                text(request, "uploadId"),
                number(request, "total"),
                number(request, "offset"),
                text(request, "overwrite").equals("true"));
    }

    private static long number(HttpServletRequest request, String name) {
        var value = text(request, name);
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : name.equals("offset") && value.isEmpty() ? 0 : -1;
    }

    private static String text(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
    }

    private static void answer(HttpServletResponse response, int status, Map<String, Object> body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        JSON.writeValue(response.getOutputStream(), body);
    }
}
