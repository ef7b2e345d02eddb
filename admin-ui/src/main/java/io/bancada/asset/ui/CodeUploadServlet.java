package io.bancada.asset.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.access.ui.SignedOn;
import io.bancada.asset.model.AssetTexts;
import io.bancada.asset.service.CodeUploadService;
import io.bancada.asset.service.CodeVersionRequest;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes a zip from a page and answers with the id of the code version that it became. */
@WebServlet("/code-upload")
public class CodeUploadServlet extends HttpServlet {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 60;

    private final CodeUploadService uploads;
    private final UploadToken token;
    private final SignedOn person;
    private final Place place;
    private final Refusals refusals;

    @Inject
    CodeUploadServlet(CodeUploadService uploads, UploadToken token, SignedOn person, Place place, Refusals refusals) {
        this.uploads = uploads;
        this.token = token;
        this.person = person;
        this.place = place;
        this.refusals = refusals;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!token.matches(request.getHeader("X-Bancada-Token"))) {
            answer(response, 403, Map.of("message", "The page is out of date; read it anew."));
            return;
        }
        try {
            var made = uploads.putZip(
                            person.caller(),
                            place.id(),
                            nameOf(request.getParameter("name")),
                            UUID.randomUUID().toString(),
                            request.getInputStream(),
                            new CodeVersionRequest(Optional.empty(), true, AssetTexts.NONE))
                    .details();
            answer(
                    response,
                    201,
                    Map.of("codeId", made.armId(), "files", made.snapshot().files()));
        } catch (BancadaException e) {
            answer(response, e.code().status(), Map.of("message", refusals.text(e)));
        }
    }

    /** A name for the code that follows ARM's rule, near to the folder's. */
    static String nameOf(@Nullable String folder) {
        var name =
                folder == null ? "" : folder.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return name.isEmpty() ? "code" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static void answer(HttpServletResponse response, int status, Map<String, Object> body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        JSON.writeValue(response.getOutputStream(), body);
    }
}
