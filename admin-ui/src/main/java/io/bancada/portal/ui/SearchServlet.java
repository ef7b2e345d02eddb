package io.bancada.portal.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.service.ComputeService;
import io.bancada.error.BancadaException;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobFilter;
import io.bancada.job.service.JobService;
import io.bancada.paging.PageRequest;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds computes and jobs of the workspace by words in their names: all computes, the newest jobs, and any job whose
 * name is given whole.
 */
@WebServlet("/search")
public class SearchServlet extends HttpServlet {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_OF_A_KIND = 8;
    private static final PageRequest LOOKED_AT = new PageRequest(PageRequest.MAX_SIZE, Optional.empty());

    private final ComputeService computes;
    private final JobService jobs;
    private final Access access;
    private final SignedOn person;
    private final Place place;

    @Inject
    SearchServlet(ComputeService computes, JobService jobs, Access access, SignedOn person, Place place) {
        this.computes = computes;
        this.jobs = jobs;
        this.access = access;
        this.person = person;
        this.place = place;
    }

    /**
     * One thing that was found.
     *
     * @param kind {@code compute} or {@code job}
     * @param detail what tells it from others
     * @param path where it is shown, below the portal's address
     */
    record Hit(String kind, String title, String detail, String path) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var words = Optional.ofNullable(request.getParameter("q")).orElse("").strip();
        var caller = person.caller();
        var hits = words.isEmpty()
                ? Stream.<Hit>empty()
                : Stream.concat(computes(caller, words).limit(MOST_OF_A_KIND), jobs(caller, words));
        response.setContentType("application/json");
        JSON.writeValue(response.getOutputStream(), hits.toList());
    }

    private Stream<Hit> computes(Caller caller, String words) {
        if (!access.allows(caller, Actions.COMPUTE_READ, place.id().scope())) {
            return Stream.empty();
        }
        return Stream.of(ComputeType.ComputeInstance, ComputeType.AmlCompute)
                .flatMap(type -> computes.list(caller, place.id(), filter(type, words), LOOKED_AT).items().stream())
                .map(SearchServlet::hit);
    }

    private static ComputeFilter filter(ComputeType type, String words) {
        return new ComputeFilter(
                Optional.of(type), Optional.empty(), Optional.empty(), Optional.of(words), Optional.empty());
    }

    private static Hit hit(ComputeDetails compute) {
        var instance = compute.type() == ComputeType.ComputeInstance;
        return new Hit(
                "compute",
                compute.name(),
                instance ? compute.instance().vmSize() : compute.cluster().vmSize(),
                (instance ? "compute/instance?" : "compute/cluster?") + new Query().with("name", compute.name()));
    }

    private Stream<Hit> jobs(Caller caller, String words) {
        if (!access.allows(caller, Actions.JOB_READ, place.id().scope())) {
            return Stream.empty();
        }
        var newest = jobs.list(caller, place.id(), JobFilter.ACTIVE, LOOKED_AT).items().stream()
                .filter(j -> contains(j.displayName(), words)
                        || contains(j.name(), words)
                        || contains(j.experiment(), words));
        return Stream.concat(named(caller, words), newest)
                .map(j -> new Hit(
                        "job",
                        j.displayName(),
                        j.name() + " · " + j.experiment(),
                        "job/job?" + new Query().with("name", j.name())))
                .distinct()
                .limit(MOST_OF_A_KIND);
    }

    private Stream<JobDetails> named(Caller caller, String name) {
        try {
            return Stream.of(jobs.get(caller, place.id(), name));
        } catch (BancadaException e) {
            // no job has just this name
            return Stream.empty();
        }
    }

    private static boolean contains(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
}
