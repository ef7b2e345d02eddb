package io.bancada.operation.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.portal.ui.EventStream;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** The stream that an open page listens to: one line {@code <collection> <name>} for each thing that changed. */
@WebServlet(urlPatterns = "/changes", asyncSupported = true)
public class ChangesServlet extends HttpServlet {
    private final Watchers watchers;
    private final SignedOn person;
    private final Clock clock;

    @Inject
    ChangesServlet(Watchers watchers, SignedOn person, Clock clock) {
        this.watchers = watchers;
        this.person = person;
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var caller = person.caller();
        if (!watchers.hasRoom(caller)) {
            response.sendError(429);
            return;
        }
        var stream = EventStream.open(
                request, response, Duration.between(clock.instant(), person.tokenEnds()), watchers::remove);
        watchers.add(stream, caller);
    }
}
