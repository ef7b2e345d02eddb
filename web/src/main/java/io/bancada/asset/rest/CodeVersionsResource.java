package io.bancada.asset.rest;

import io.bancada.asset.model.AssetTexts;
import io.bancada.asset.service.CodeService;
import io.bancada.asset.service.CodeUploadService;
import io.bancada.asset.service.CodeVersionRequest;
import io.bancada.asset.service.UploadService;
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
import java.io.InputStream;
import java.util.Optional;

/** CodeVersions, and the action {@code uploadZip} that Azure lacks. */
@Path(ArmPaths.WORKSPACE + "/codes/{name}/versions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CodeVersionsResource {
    private final CodeService codes;
    private final CodeUploadService codeUploads;
    private final UploadService uploads;
    private final ArmContext arm;

    @Inject
    public CodeVersionsResource(
            CodeService codes, CodeUploadService codeUploads, UploadService uploads, ArmContext arm) {
        this.codes = codes;
        this.codeUploads = codeUploads;
        this.uploads = uploads;
        this.arm = arm;
    }

    @SuppressWarnings("NullAway")
    public CodeVersionsResource() {
        this(null, null, null, null);
    }

    @GET
    public ListResponse<CodeVersionResponse> list() {
        var page = codes.listVersions(
                arm.caller(), arm.workspace(), name(), AssetLists.newestFirst(arm), arm.query("hash"), arm.page());
        return arm.list(page, CodeVersionResponse::from);
    }

    @GET
    @Path("{version}")
    public CodeVersionResponse get() {
        return CodeVersionResponse.from(codes.getVersion(arm.caller(), arm.workspace(), name(), version()));
    }

    @PUT
    @Path("{version}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(CodeVersionResponse.class)
    public Response put(CodeVersionBody body) {
        return CodesResource.answer(codeUploads
                .put(arm.caller(), arm.workspace(), name(), version(), body.request())
                .map(CodeVersionResponse::from));
    }

    @DELETE
    @Path("{version}")
    public Response delete() {
        var deleted = codes.deleteVersion(arm.caller(), arm.workspace(), name(), version());
        return deleted ? Response.ok().build() : Response.noContent().build();
    }

    @POST
    @Path("{version}/startPendingUpload")
    @Consumes(MediaType.APPLICATION_JSON)
    public PendingUploadResponse startPendingUpload(PendingUploadRequest body) {
        var id = Optional.ofNullable(body.pendingUploadId()).filter(i -> !i.isBlank());
        return PendingUploadResponse.from(uploads.start(arm.caller(), arm.workspace(), name(), version(), id));
    }

    /** The whole folder as one zip archive: the version is there when this returns. */
    @POST
    @Path("{version}/uploadZip")
    @Consumes("application/zip")
    @Answers(CodeVersionResponse.class)
    public Response uploadZip(InputStream archive) {
        var request = new CodeVersionRequest(Optional.empty(), false, AssetTexts.NONE);
        return CodesResource.answer(codeUploads
                .putZip(arm.caller(), arm.workspace(), name(), version(), archive, request)
                .map(CodeVersionResponse::from));
    }

    private String name() {
        return arm.path("name");
    }

    private String version() {
        return arm.path("version");
    }
}
