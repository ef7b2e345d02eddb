package io.bancada.file.rest;

import io.bancada.file.service.FileContent;
import io.bancada.file.service.ShareFileService;
import io.bancada.file.service.UploadPiece;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ByteRange;
import io.bancada.web.FileHeaders;
import io.bancada.web.Numbers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;

/** What is in the files of a share: downloads, and uploads that a broken connection does not end. */
@Path(ArmPaths.WORKSPACE + "/files")
@RequestScoped
public class FileContentsResource {
    private final ShareFileService files;
    private final ArmContext arm;

    @Inject
    public FileContentsResource(ShareFileService files, ArmContext arm) {
        this.files = files;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public FileContentsResource() {
        this(null, null);
    }

    @GET
    @Path("content")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.WILDCARD})
    public Response download(@Context HttpHeaders headers) {
        var content = files.read(arm.caller(), arm.workspace(), FilesResource.path(arm));
        var range = ByteRange.find(headers.getHeaderString("Range"), content.bytes());
        if (range.isEmpty()) {
            close(content);
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + content.bytes())
                    .build();
        }
        var piece = range.orElseThrow();
        StreamingOutput body = out -> {
            try (content;
                    var in = content.piece(piece.first(), piece.length())) {
                in.transferTo(out);
            }
        };
        var answer = Response.status(piece.whole() ? 200 : 206)
                .entity(body)
                .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header("Content-Length", piece.length())
                .header("Accept-Ranges", "bytes")
                .header("Content-Disposition", FileHeaders.attachment(content.name()));
        return FileHeaders.harmless(
                        piece.whole() ? answer : answer.header("Content-Range", piece.contentRange(content.bytes())))
                .build();
    }

    @PUT
    @Path("content")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_JSON)
    @Answers(UploadResponse.class)
    public Response upload(InputStream content) {
        var piece = piece();
        var progress = files.upload(arm.caller(), arm.workspace(), piece, content);
        return Response.status(progress.complete() ? Response.Status.CREATED : Response.Status.OK)
                .entity(UploadResponse.from(progress))
                .build();
    }

    @GET
    @Path("upload")
    @Produces(MediaType.APPLICATION_JSON)
    public UploadResponse progress() {
        return UploadResponse.from(files.uploaded(arm.caller(), arm.workspace(), piece()));
    }

    @DELETE
    @Path("upload")
    @Produces(MediaType.APPLICATION_JSON)
    public Response abandon() {
        var there = files.abandon(arm.caller(), arm.workspace(), piece());
        return there ? Response.ok().build() : Response.noContent().build();
    }

    private UploadPiece piece() {
        return new UploadPiece(
                FilesResource.path(arm),
                arm.query("uploadId").orElse(""),
                arm.query("total").map(t -> Numbers.whole("total", t)).orElse(-1L),
                arm.query("offset").map(o -> Numbers.whole("offset", o)).orElse(0L),
                FilesResource.flag(arm, "overwrite"));
    }

    private static void close(FileContent content) {
        try {
            content.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
