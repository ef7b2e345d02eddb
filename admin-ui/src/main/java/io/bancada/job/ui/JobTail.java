package io.bancada.job.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.access.model.Caller;
import io.bancada.error.BancadaException;
import io.bancada.job.service.JobFileService;
import io.bancada.job.service.Metric;
import io.bancada.portal.ui.EventStream;
import io.bancada.workspace.model.WorkspaceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Follows the log and the metrics of one job for one page, from one look to the next. Not safe for two threads. */
final class JobTail {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 256 << 10;
    private static final int MOST_PIECES = 8;
    private static final int LOOKS_PER_METRICS = 3;

    private final JobFileService files;
    private final Caller caller;
    private final WorkspaceId workspace;
    private final String job;
    private final int process;
    private final EventStream stream;
    private long offset;
    private int metrics = -1;
    private int looks;

    JobTail(
            JobFileService files,
            Caller caller,
            WorkspaceId workspace,
            String job,
            int process,
            long offset,
            EventStream stream) {
        this.files = files;
        this.caller = caller;
        this.workspace = workspace;
        this.job = job;
        this.process = process;
        this.offset = offset;
        this.stream = stream;
    }

    /**
     * Sends what is new.
     *
     * @return whether more may come
     */
    boolean look() {
        try {
            var complete = sendLog();
            if (complete || looks++ % LOOKS_PER_METRICS == 0) {
                sendMetrics();
            }
            if (complete) {
                stream.send("end", "{}");
            }
            return !complete;
        } catch (BancadaException e) {
            // a node that cannot be asked now may answer later; a right or a job that is gone ends it
            return e.code().status() == 503;
        }
    }

    private boolean sendLog() {
        for (var i = 0; i < MOST_PIECES && stream.isOpen(); i++) {
            var chunk = files.log(caller, workspace, job, process, offset, PIECE);
            var text = LogText.of(chunk.bytes(), chunk.complete());
            offset += text.bytes();
            if (!text.text().isEmpty()) {
                stream.send("log", json(text.text()), offset);
            }
            if (chunk.complete() || chunk.bytes().remaining() < PIECE) {
                return chunk.complete();
            }
        }
        return false;
    }

    private void sendMetrics() {
        var all = files.metrics(caller, workspace, job);
        if (all.size() != metrics) {
            metrics = all.size();
            stream.send("metrics", json(series(all)));
        }
    }

    /** Points by metric; a metric without steps is numbered in the order of writing, as its chart needs. */
    static Map<String, List<double[]>> series(List<Metric> metrics) {
        var points = new LinkedHashMap<String, TreeMap<Long, Double>>();
        for (var metric : metrics) {
            var line = points.computeIfAbsent(metric.name(), n -> new TreeMap<>());
            line.put(metric.step().orElse((long) line.size()), metric.value());
        }
        var series = new LinkedHashMap<String, List<double[]>>();
        points.forEach((name, line) -> series.put(
                name,
                line.entrySet().stream()
                        .map(e -> new double[] {e.getKey(), e.getValue()})
                        .toList()));
        return series;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
