package io.bancada.job.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.job.service.JobFileService;
import io.bancada.portal.ui.Attachment;
import io.bancada.portal.ui.CsvFile;
import io.bancada.portal.ui.Place;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Optional;

/** Downloads of what a job left: an output, the log, the metrics. Always saved, never shown as a page of the portal. */
@WebServlet({"/job-output", "/job-log", "/job-metrics"})
public class JobFileServlet extends HttpServlet {
    private static final int PIECE = 1 << 20;

    private final JobFileService files;
    private final SignedOn person;
    private final Place place;

    @Inject
    JobFileServlet(JobFileService files, SignedOn person, Place place) {
        this.files = files;
        this.person = person;
        this.place = place;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var name = parameter(request, "name");
        try {
            switch (request.getServletPath()) {
                case "/job-output" -> output(response, name, parameter(request, "path"));
                case "/job-log" -> log(response, name, parameter(request, "process"));
                default -> metrics(response, name);
            }
        } catch (BancadaException e) {
            if (!response.isCommitted()) {
                response.reset();
            }
            response.sendError(e.code().status());
        }
    }

    private void output(HttpServletResponse response, String name, String path) throws IOException {
        try (var in = files.output(person.caller(), place.id(), name, path)) {
            Attachment.named(path.substring(path.lastIndexOf('/') + 1), "application/octet-stream")
                    .writeTo(response);
            in.transferTo(response.getOutputStream());
        }
    }

    private void log(HttpServletResponse response, String name, String process) throws IOException {
        var rank = process.matches("[0-9]{1,9}") ? Integer.parseInt(process) : 0;
        long offset = 0;
        var chunk = files.log(person.caller(), place.id(), name, rank, offset, PIECE);
        Attachment.named(name + "_" + rank + ".log", "text/plain; charset=UTF-8")
                .writeTo(response);
        var out = Channels.newChannel(response.getOutputStream());
        while (chunk.bytes().hasRemaining()) {
            out.write(chunk.bytes());
            offset = chunk.nextOffset();
            chunk = files.log(person.caller(), place.id(), name, rank, offset, PIECE);
        }
    }

    private void metrics(HttpServletResponse response, String name) throws IOException {
        var metrics = files.metrics(person.caller(), place.id(), name);
        try (var file = CsvFile.answer(response, name + "_metrics.csv", "name", "step", "value", "timestamp")) {
            for (var metric : metrics) {
                file.line(
                        metric.name(),
                        metric.step().map(String::valueOf).orElse(""),
                        metric.value(),
                        metric.timestamp().map(String::valueOf).orElse(""));
            }
        }
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
