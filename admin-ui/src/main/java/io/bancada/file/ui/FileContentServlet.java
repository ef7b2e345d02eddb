package io.bancada.file.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.file.service.FileContent;
import io.bancada.file.service.ShareFileService;
import io.bancada.portal.ui.Attachment;
import io.bancada.portal.ui.Place;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** Downloads of files, and images to be shown. Whatever is in them, a browser runs none of it. */
@WebServlet({"/file-content", "/file-image"})
public class FileContentServlet extends HttpServlet {
    private static final long LARGEST_IMAGE = 32L << 20;

    private final ShareFileService files;
    private final SignedOn person;
    private final Place place;

    @Inject
    FileContentServlet(ShareFileService files, SignedOn person, Place place) {
        this.files = files;
        this.person = person;
        this.place = place;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = Objects.requireNonNullElse(request.getParameter("path"), "");
        try (var content = files.read(person.caller(), place.id(), path)) {
            if (request.getServletPath().equals("/file-image")) {
                describeImage(response, content);
            } else {
                Attachment.named(content.name(), "application/octet-stream").writeTo(response);
            }
            response.setContentLengthLong(content.bytes());
            content.piece(0, content.bytes()).transferTo(response.getOutputStream());
        } catch (BancadaException e) {
            if (!response.isCommitted()) {
                response.reset();
                response.sendError(e.code().status());
            }
        }
    }

    private static void describeImage(HttpServletResponse response, FileContent content) {
        if (FileLook.of(content.name()) != FileLook.image || content.bytes() > LARGEST_IMAGE) {
            throw BancadaException.invalid("path", "No image that can be shown.");
        }
        Attachment.named(content.name(), FileLook.imageType(content.name())).writeTo(response);
        response.setHeader("Content-Disposition", "inline");
    }
}
