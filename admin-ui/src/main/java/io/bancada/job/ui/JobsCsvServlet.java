package io.bancada.job.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.job.model.JobDetails;
import io.bancada.job.service.JobService;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.CsvFile;
import io.bancada.portal.ui.Place;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The list of jobs as a table for other programs, with the filters of the page. */
@WebServlet("/jobs.csv")
public class JobsCsvServlet extends HttpServlet {
    private static final int MOST_PAGES = 100;

    private final JobService jobs;
    private final SignedOn person;
    private final Place place;

    @Inject
    JobsCsvServlet(JobService jobs, SignedOn person, Place place) {
        this.jobs = jobs;
        this.person = person;
        this.place = place;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var choice = new JobChoice();
        choice.setStatus(request.getParameter("status"));
        choice.setCompute(request.getParameter("compute"));
        choice.setExperiment(request.getParameter("experiment"));
        choice.setMine(Boolean.parseBoolean(request.getParameter("mine")));
        try {
            var page = page(choice, "");
            try (var file = CsvFile.answer(
                    response,
                    "jobs.csv",
                    "name",
                    "displayName",
                    "experiment",
                    "compute",
                    "status",
                    "reason",
                    "exitCode",
                    "nodes",
                    "submittedBy",
                    "submitted",
                    "started",
                    "ended")) {
                for (var read = 1; ; read++) {
                    for (var job : page.items()) {
                        line(file, job);
                    }
                    if (page.next().isEmpty() || read == MOST_PAGES) {
                        return;
                    }
                    page = page(choice, page.next().orElseThrow());
                }
            }
        } catch (BancadaException e) {
            if (response.isCommitted()) {
                throw e;
            }
            response.sendError(e.code().status());
        }
    }

    private Page<JobDetails> page(JobChoice choice, String after) {
        return jobs.list(
                person.caller(),
                place.id(),
                choice.filter(person.caller()),
                PageRequest.of(after, PageRequest.MAX_SIZE));
    }

    private static void line(CsvFile file, JobDetails job) throws IOException {
        file.line(
                job.name(),
                job.displayName(),
                job.experiment(),
                job.computeName(),
                job.status().name(),
                job.reason().name(),
                job.exitCode().map(String::valueOf).orElse(""),
                job.instanceCount(),
                job.ownerName(),
                job.createdAt(),
                job.startedAt().map(String::valueOf).orElse(""),
                job.endedAt().map(String::valueOf).orElse(""));
    }
}
