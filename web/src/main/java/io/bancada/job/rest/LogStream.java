package io.bancada.job.rest;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.service.JobFileService;
import io.bancada.job.service.JobService;
import io.bancada.job.service.LogChunk;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * One client that follows one log. Events are {@code line} with whole lines and, as id, the offset behind them, and at
 * last {@code end} with the job's status. Access is decided anew at each look.
 */
final class LogStream {
    private static final Logger LOG = Logger.getLogger(LogStream.class);
    private static final int CHUNK = 1 << 16;

    /** A client that wants more connects again with a token that is still good. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** So that proxies and clients see that the stream lives. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final LogSource source;
    private final JobFileService files;
    private final JobService jobs;
    private final SseEventSink sink;
    private final Sse sse;
    private final long openedAt = System.nanoTime();
    private long sentAt = openedAt;
    private long offset;

    LogStream(LogSource source, long offset, JobFileService files, JobService jobs, SseEventSink sink, Sse sse) {
        this.source = source;
        this.offset = offset;
        this.files = files;
        this.jobs = jobs;
        this.sink = sink;
        this.sse = sse;
    }

    /** Sends what is new. Returns whether to look again. */
    boolean forward() {
        try {
            return !sink.isClosed() && !over(LONGEST, openedAt) && sendNew();
        } catch (RuntimeException e) {
            if (!temporary(e)) {
                LOG.debugf(e, "log stream of %s ends", source.job());
                sink.close();
                return false;
            }
            return true;
        } finally {
            if (over(LONGEST, openedAt)) {
                sink.close();
            }
        }
    }

    private boolean sendNew() {
        while (!sink.isClosed()) {
            var chunk = files.log(source.caller(), source.workspace(), source.job(), source.process(), offset, CHUNK);
            var text = wholeLines(chunk);
            if (!text.isEmpty()) {
                send("line", text);
            } else if (chunk.complete()) {
                send(
                        "end",
                        jobs.get(source.caller(), source.workspace(), source.job())
                                .status()
                                .name());
                sink.close();
                return false;
            } else {
                keepAlive();
                return true;
            }
        }
        return false;
    }

    /** Up to the last line end, or all of it when there will be none; the offset moves behind it. */
    private String wholeLines(LogChunk chunk) {
        var bytes = new byte[chunk.bytes().remaining()];
        chunk.bytes().duplicate().get(bytes);
        var end = bytes.length;
        if (!chunk.complete() && bytes.length < CHUNK) {
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
        }
        offset += end;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private void send(String event, String data) {
        sentAt = System.nanoTime();
        var text = data.endsWith("\n") ? data.substring(0, data.length() - 1) : data;
        sink.send(sse.newEventBuilder()
                .name(event)
                .id(String.valueOf(offset))
                .data(String.class, text)
                .build());
    }

    private void keepAlive() {
        if (over(SILENCE, sentAt)) {
            sentAt = System.nanoTime();
            sink.send(sse.newEventBuilder().comment("").build());
        }
    }

    private static boolean over(Duration time, long since) {
        return System.nanoTime() - since > time.toNanos();
    }

    private static boolean temporary(RuntimeException e) {
        return e instanceof BancadaException b && b.code() == ErrorCode.UNAVAILABLE;
    }
}
