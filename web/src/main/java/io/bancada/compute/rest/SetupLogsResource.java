package io.bancada.compute.rest;

import io.bancada.compute.service.SetupLogService;
import io.bancada.error.BancadaException;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** How the setup scripts of an instance went: beside ARM's compute, not in it. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/setupLogs")
@RequestScoped
public class SetupLogsResource {
    private static final String TEXT = "text/plain; charset=utf-8";

    /** The most bytes of one answer. */
    private static final int MOST = 1 << 20;

    private final SetupLogService logs;
    private final ArmContext arm;

    @Inject
    public SetupLogsResource(SetupLogService logs, ArmContext arm) {
        this.logs = logs;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public SetupLogsResource() {
        this(null, null);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public ListResponse<SetupRunResponse> list() {
        return new ListResponse<>(
                logs.list(arm.caller(), arm.workspace(), arm.path("computeName")).stream()
                        .map(SetupRunResponse::from)
                        .toList(),
                null);
    }

    /** Whatever is in a log, a browser must not run it as ours. */
    @GET
    @Path("{run}")
    @Produces({TEXT, MediaType.WILDCARD})
    public Response log() {
        var chunk = logs.log(
                arm.caller(),
                arm.workspace(),
                arm.path("computeName"),
                Numbers.whole("run", arm.path("run")),
                arm.query("offset").map(o -> Numbers.whole("offset", o)).orElse(0L),
                length());
        var bytes = new byte[chunk.bytes().remaining()];
        chunk.bytes().duplicate().get(bytes);
        return FileHeaders.harmless(Response.ok(bytes, TEXT))
                .header("x-bancada-next-offset", chunk.nextOffset())
                .header("x-bancada-complete", chunk.complete())
                .build();
    }

    private int length() {
        var length = arm.query("length").map(l -> Numbers.integer("length", l)).orElse(MOST);
        if (length < 1) {
            throw BancadaException.invalid("length", "Give 1 byte or more.");
        }
        return Math.min(length, MOST);
    }
}
