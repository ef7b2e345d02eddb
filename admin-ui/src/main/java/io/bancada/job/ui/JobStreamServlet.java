package io.bancada.job.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.job.service.JobFileService;
import io.bancada.job.service.JobService;
import io.bancada.portal.ui.EventStream;
import io.bancada.portal.ui.Place;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The live log and metrics of a job, as a stream that the job's page listens to. */
@WebServlet(urlPatterns = "/job-stream", asyncSupported = true)
public class JobStreamServlet extends HttpServlet {
    private static final Logger LOG = Logger.getLogger(JobStreamServlet.class);
    private static final long LOOK_MILLIS = 400;
    private static final int MOST_OF_ONE_PERSON = 20;

    private final JobService jobs;
    private final JobFileService files;
    private final SignedOn person;
    private final Place place;
    private final Clock clock;
    private final Map<EventStream, String> open = new ConcurrentHashMap<>();

    @Resource
    private ManagedScheduledExecutorService ticks;

    @Resource
    private ManagedExecutorService threads;

    @Inject
    @SuppressWarnings("NullAway.Init")
    JobStreamServlet(JobService jobs, JobFileService files, SignedOn person, Place place, Clock clock) {
        this.jobs = jobs;
        this.files = files;
        this.person = person;
        this.place = place;
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var caller = person.caller();
        if (open.values().stream().filter(caller.subject()::equals).count() >= MOST_OF_ONE_PERSON) {
            response.sendError(429);
            return;
        }
        var name = Optional.ofNullable(request.getParameter("name")).orElse("");
        try {
            jobs.get(caller, place.id(), name);
        } catch (BancadaException e) {
            response.sendError(e.code().status());
            return;
        }
        var stream = EventStream.open(
                request, response, Duration.between(clock.instant(), person.tokenEnds()), open::remove);
        open.put(stream, caller.subject());
        // a browser that comes again says where it was; one that read what was there before says from where to go on
        var again = request.getHeader("Last-Event-ID");
        var resume = number(again == null ? request.getParameter("from") : again);
        stream.send("hello", "{}");
        var process = (int) Math.min(number(request.getParameter("process")), Integer.MAX_VALUE);
        follow(new JobTail(files, caller, place.id(), name, process, resume, stream), stream);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the task itself answers for what goes wrong in it
    private void follow(JobTail tail, EventStream stream) {
        threads.execute(() -> {
            try {
                if (stream.isOpen() && tail.look() && stream.isOpen()) {
                    ticks.schedule(() -> follow(tail, stream), LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    stream.close();
                }
            } catch (RuntimeException e) {
                LOG.warn("the log of a job could not be followed", e);
                stream.close();
            }
        });
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
