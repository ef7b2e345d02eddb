package io.bancada.asset.rest;

import io.bancada.asset.service.BlobException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says what is wrong with a blob request as Azure's blob service does. */
@Provider
@ApplicationScoped
public class BlobErrorMapper implements ExceptionMapper<BlobException> {
    @Override
    public Response toResponse(BlobException e) {
        return Response.status(e.status())
                .type(MediaType.APPLICATION_XML_TYPE)
                .header("x-ms-error-code", e.code())
                .header("x-ms-version", BlobsResource.VERSION)
                .entity(BlobXml.error(e.code(), String.valueOf(e.getMessage())))
                .build();
    }
}
