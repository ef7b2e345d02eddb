package io.bancada.asset.rest;

import io.bancada.asset.service.Blob;
import io.bancada.asset.service.BlobException;
import io.bancada.asset.service.BlobSignatures;
import io.bancada.asset.service.BlobStore;
import io.bancada.web.ArmContext;
import io.bancada.web.ByteRange;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Optional;

/**
 * What azure-storage-blob clients need to upload a folder: the part of Azure's Blob REST API for block blobs. The query
 * carries the signature of the one container; there is no other way in, and nothing else can be reached with it.
 */
@Path("/blobs/{container}")
@RequestScoped
public class BlobsResource {
    static final String VERSION = "2021-12-02";
    private static final int LARGEST_PAGE = 5000;

    private final BlobStore blobs;
    private final BlobSignatures signatures;
    private final Installation installation;
    private final ArmContext request;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpHeaders headers;

    @Inject
    public BlobsResource(BlobStore blobs, BlobSignatures signatures, Installation installation, ArmContext request) {
        this.blobs = blobs;
        this.signatures = signatures;
        this.installation = installation;
        this.request = request;
    }

    @SuppressWarnings("NullAway")
    public BlobsResource() {
        this(null, null, null, null);
    }

    /** Put Blob, Put Block and Put Block List. */
    @PUT
    @Path("{blob: .+}")
    public Response put(@PathParam("container") String container, @PathParam("blob") String name, InputStream body) {
        requireSignature(container);
        var operation = request.query("comp").orElse("");
        return switch (operation) {
            case "" -> {
                requireBlockBlob();
                requireConditions(container, name);
                yield created(blobs.put(container, name, body, md5()));
            }
            case "block" -> {
                blobs.putBlock(container, name, request.query("blockid").orElse(""), body, md5());
                yield answer(201).build();
            }
            case "blocklist" -> {
                requireConditions(container, name);
                yield created(blobs.putBlockList(container, name, BlobXml.blockIds(body)));
            }
            default -> throw notServed("comp=" + operation);
        };
    }

    /** Get Blob, with one range at most. */
    @GET
    @Path("{blob: .+}")
    public Response get(@PathParam("container") String container, @PathParam("blob") String name) {
        requireSignature(container);
        var blob = blobs.get(container, name);
        var asked = header("x-ms-range").or(() -> header("Range")).orElse(null);
        var range = ByteRange.find(asked, blob.bytes())
                .orElseThrow(() -> new BlobException(416, "InvalidRange", "The blob has " + blob.bytes() + " bytes."));
        StreamingOutput content = out -> {
            try (var in = blobs.open(container, name, range.first())) {
                var buffer = new byte[64 << 10];
                long left = range.length();
                while (left > 0) {
                    int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                    if (read < 0) {
                        return;
                    }
                    out.write(buffer, 0, read);
                    left -= read;
                }
            }
        };
        var answer = described(range.whole() ? 200 : 206, blob)
                .header("Content-Length", range.length())
                .header("Content-Disposition", "attachment")
                .entity(content);
        return (range.whole() ? answer : answer.header("Content-Range", range.contentRange(blob.bytes()))).build();
    }

    /** Get Blob Properties. */
    @HEAD
    @Path("{blob: .+}")
    public Response head(@PathParam("container") String container, @PathParam("blob") String name) {
        requireSignature(container);
        var blob = blobs.get(container, name);
        return described(200, blob).header("Content-Length", blob.bytes()).build();
    }

    /** List Blobs, flat. */
    @GET
    public Response list(@PathParam("container") String container) {
        requireSignature(container);
        var operation = request.query("comp").orElse("");
        if (!operation.equals("list") || request.query("delimiter").isPresent()) {
            throw notServed(operation.equals("list") ? "delimiter" : "comp=" + operation);
        }
        var prefix = request.query("prefix").orElse("");
        int limit = request.query("maxresults").map(BlobsResource::pageSize).orElse(LARGEST_PAGE);
        var found = blobs.list(container, prefix, request.query("marker").orElse(""), limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? page.get(limit - 1).name() : "";
        return answer(200)
                .type(MediaType.APPLICATION_XML_TYPE)
                .entity(BlobXml.list(installation.url() + "/blobs/", container, prefix, page, next))
                .build();
    }

    private void requireSignature(String container) {
        signatures.require(
                container,
                request.query("se").orElse(null),
                request.query("sig").orElse(null));
    }

    private void requireBlockBlob() {
        var type = header("x-ms-blob-type").orElse("");
        if (!type.equalsIgnoreCase("BlockBlob")) {
            throw new BlobException(
                    400, "InvalidHeaderValue", "x-ms-blob-type is '" + type + "'; only BlockBlob is served here.");
        }
    }

    /** Clients that must not overwrite send {@code If-None-Match: *}. */
    private void requireConditions(String container, String name) {
        if (header("If-None-Match").filter("*"::equals).isPresent() && blobs.exists(container, name)) {
            throw new BlobException(409, "BlobAlreadyExists", "The specified blob already exists.");
        }
    }

    private Optional<String> md5() {
        return header("Content-MD5");
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(headers.getHeaderString(name)).filter(v -> !v.isBlank());
    }

    private static Response created(Blob blob) {
        return answer(201)
                .header("ETag", blob.etag())
                .header("Last-Modified", BlobXml.httpDate(blob.modified()))
                .header("x-ms-request-server-encrypted", "false")
                .build();
    }

    private static Response.ResponseBuilder described(int status, Blob blob) {
        return answer(status)
                .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header("ETag", blob.etag())
                .header("Last-Modified", BlobXml.httpDate(blob.modified()))
                .header("Accept-Ranges", "bytes")
                .header("x-ms-blob-type", "BlockBlob");
    }

    private static Response.ResponseBuilder answer(int status) {
        return Response.status(status).header("x-ms-version", VERSION);
    }

    private static int pageSize(String text) {
        try {
            return Math.max(1, Math.min(Integer.parseInt(text), LARGEST_PAGE));
        } catch (NumberFormatException e) {
            throw new BlobException(400, "InvalidQueryParameterValue", "maxresults is no number.");
        }
    }

    private static BlobException notServed(String what) {
        return new BlobException(
                501,
                "NotImplemented",
                "'" + what + "' is not served: uploads take Put Blob, Put Block, Put Block List.");
    }
}
