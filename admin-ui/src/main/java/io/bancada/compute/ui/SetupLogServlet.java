package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.service.SetupLogService;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Attachment;
import io.bancada.portal.ui.Place;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Objects;

/** The log of one run of a setup script, to be saved. */
@WebServlet("/setup-log")
public class SetupLogServlet extends HttpServlet {
    private static final int PIECE = 1 << 18;

    private final SetupLogService logs;
    private final SignedOn person;
    private final Place place;

    @Inject
    SetupLogServlet(SetupLogService logs, SignedOn person, Place place) {
        this.logs = logs;
        this.person = person;
        this.place = place;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var name = Objects.requireNonNullElse(request.getParameter("name"), "");
        var run = Objects.requireNonNullElse(request.getParameter("run"), "");
        try {
            var number = run.matches("[0-9]{1,18}") ? Long.parseLong(run) : 0;
            var chunk = logs.log(person.caller(), place.id(), name, number, 0, PIECE);
            Attachment.named(name + "_setup_" + number + ".log", "text/plain; charset=UTF-8")
                    .writeTo(response);
            var out = Channels.newChannel(response.getOutputStream());
            while (chunk.bytes().hasRemaining()) {
                out.write(chunk.bytes());
                chunk = logs.log(person.caller(), place.id(), name, number, chunk.nextOffset(), PIECE);
            }
        } catch (BancadaException e) {
            if (!response.isCommitted()) {
                response.reset();
            }
            response.sendError(e.code().status());
        }
    }
}
