package io.bancada.job.rest;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.service.JobFileService;
import io.bancada.job.service.JobService;
import io.bancada.web.WebConfig;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The log streams that are open: no thread of their own, a look at each every half second, and not more than allowed. */
@ApplicationScoped
public class LogStreams {
    private static final long TICK_MILLIS = 500;

    private final JobFileService files;
    private final JobService jobs;
    private final WebConfig config;
    private final AtomicInteger open = new AtomicInteger();

    @Resource
    private ManagedScheduledExecutorService executor;

    @Inject
    public LogStreams(JobFileService files, JobService jobs, WebConfig config) {
        this.files = files;
        this.jobs = jobs;
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected LogStreams() {
        this(null, null, null);
    }

    /**
     * Sends a log from an offset on, until the job has ended or the client is gone.
     *
     * @throws BancadaException 429 when too many are open; 403, 404 or 400 as for reading the log
     */
    void open(LogSource source, long offset, SseEventSink sink, Sse sse) {
        // Before anything is sent: what is wrong must still become a status.
        files.log(source.caller(), source.workspace(), source.job(), source.process(), offset, 1);
        if (open.incrementAndGet() > config.maxLogStreams()) {
            open.decrementAndGet();
            throw new BancadaException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    null,
                    "There are " + config.maxLogStreams() + " log streams open; try again, or read the log in pieces.");
        }
        look(new LogStream(source, offset, files, jobs, sink, sse));
    }

    private void look(LogStream stream) {
        if (stream.forward()) {
            var unused = executor.schedule(() -> look(stream), TICK_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            open.decrementAndGet();
        }
    }
}
