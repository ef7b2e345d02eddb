package io.bancada.job.rest;

import io.bancada.job.service.JobFileService;
import io.bancada.job.service.LogChunk;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.FileHeaders;
import io.bancada.web.ListResponse;
import io.bancada.web.Numbers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;

/** A job's log, outputs and metrics: beside ARM's job, not in it. */
@Path(ArmPaths.WORKSPACE + "/jobs")
@RequestScoped
public class JobFilesResource {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final JobFileService files;
    private final LogStreams streams;
    private final ArmContext arm;

    @Inject
    public JobFilesResource(JobFileService files, LogStreams streams, ArmContext arm) {
        this.files = files;
        this.streams = streams;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public JobFilesResource() {
        this(null, null, null);
    }

    @GET
    @Path("{id}/logs")
    @Produces({TEXT, MediaType.WILDCARD})
    public Response log(@Context HttpHeaders headers) {
        var range = LogRange.of(arm, Optional.ofNullable(headers.getHeaderString("Range")));
        var chunk = files.log(arm.caller(), arm.workspace(), name(), process(), range.offset(), range.length());
        return FileHeaders.harmless(answer(range, chunk))
                .header("x-bancada-next-offset", chunk.nextOffset())
                .header("x-bancada-complete", chunk.complete())
                .build();
    }

    @GET
    @Path("{id}/logs/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink, @Context Sse sse, @Context HttpHeaders headers) {
        var last = Optional.ofNullable(headers.getHeaderString("Last-Event-ID")).or(() -> arm.query("offset"));
        var from = last.map(id -> Numbers.whole("Last-Event-ID", id)).orElse(0L);
        streams.open(new LogSource(arm.caller(), arm.workspace(), name(), process()), from, sink, sse);
    }

    @GET
    @Path("{id}/outputs")
    @Produces(MediaType.APPLICATION_JSON)
    public ListResponse<JobFileResponse> outputs() {
        return new ListResponse<>(
                files.outputs(arm.caller(), arm.workspace(), name()).stream()
                        .map(JobFileResponse::from)
                        .toList(),
                null);
    }

    @GET
    @Path("{id}/outputs/{path:.*}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.WILDCARD})
    public Response output() {
        var path = arm.path("path");
        var file = files.output(arm.caller(), arm.workspace(), name(), path);
        return FileHeaders.harmless(Response.ok(file, MediaType.APPLICATION_OCTET_STREAM_TYPE))
                .header("Content-Disposition", FileHeaders.attachment(path))
                .build();
    }

    @GET
    @Path("{id}/metrics")
    @Produces(MediaType.APPLICATION_JSON)
    public ListResponse<MetricResponse> metrics() {
        return new ListResponse<>(
                files.metrics(arm.caller(), arm.workspace(), name()).stream()
                        .map(MetricResponse::from)
                        .toList(),
                null);
    }

    private static Response.ResponseBuilder answer(LogRange range, LogChunk chunk) {
        var bytes = new byte[chunk.bytes().remaining()];
        chunk.bytes().duplicate().get(bytes);
        if (!range.partial()) {
            return Response.ok(bytes, TEXT);
        }
        if (bytes.length == 0) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + (chunk.complete() ? chunk.nextOffset() : "*"));
        }
        return Response.status(Response.Status.PARTIAL_CONTENT)
                .entity(bytes)
                .type(TEXT)
                .header(
                        "Content-Range",
                        "bytes " + range.offset() + "-" + (chunk.nextOffset() - 1) + "/"
                                + (chunk.complete() ? chunk.nextOffset() : "*"));
    }

    private int process() {
        return arm.query("process").map(p -> Numbers.integer("process", p)).orElse(0);
    }

    private String name() {
        return arm.path("id");
    }
}
