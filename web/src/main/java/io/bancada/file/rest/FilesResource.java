package io.bancada.file.rest;

import io.bancada.error.BancadaException;
import io.bancada.file.service.ShareFileService;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The files of the workspace's share. A path stands in the query, not in the address: names may hold whatever a file
 * system lets them.
 */
@Path(ArmPaths.WORKSPACE + "/files")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class FilesResource {
    private final ShareFileService files;
    private final ArmContext arm;

    @Inject
    public FilesResource(ShareFileService files, ArmContext arm) {
        this.files = files;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public FilesResource() {
        this(null, null);
    }

    @GET
    public ListResponse<FileResponse> list() {
        return arm.list(files.list(arm.caller(), arm.workspace(), path(arm), arm.page()), FileResponse::from);
    }

    @DELETE
    public Response delete() {
        var recursive = flag(arm, "recursive");
        var deleted = files.delete(arm.caller(), arm.workspace(), path(arm), recursive);
        return deleted ? Response.ok().build() : Response.noContent().build();
    }

    @GET
    @Path("properties")
    public FileResponse properties() {
        return FileResponse.from(files.get(arm.caller(), arm.workspace(), path(arm)));
    }

    @PUT
    @Path("folder")
    @Answers(FileResponse.class)
    public Response makeFolder() {
        var made = files.makeFolder(arm.caller(), arm.workspace(), path(arm));
        return Response.status(made ? Response.Status.CREATED : Response.Status.OK)
                .entity(properties())
                .build();
    }

    @POST
    @Path("move")
    @Consumes(MediaType.APPLICATION_JSON)
    public FileResponse move(FileMoveRequest body) {
        return FileResponse.from(files.move(
                arm.caller(),
                arm.workspace(),
                FileMoveRequest.given(body.from()),
                FileMoveRequest.given(body.to()),
                body.overwrites()));
    }

    @POST
    @Path("copySamples")
    @Answers(FileResponse.class)
    public Response copySamples() {
        var folder = files.copySamples(arm.caller(), arm.workspace());
        return Response.status(Response.Status.CREATED)
                .entity(FileResponse.from(folder))
                .build();
    }

    /** The path in the query; without one, the share itself. */
    static String path(ArmContext arm) {
        return arm.query("path").orElse("");
    }

    /** A parameter that is true or false, and false when it is not said. */
    static boolean flag(ArmContext arm, String name) {
        return switch (arm.query(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw BancadaException.invalid(name, name + " is true or false.");
        };
    }
}
