package io.bancada.catalog.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Whoever opens the bare address in a browser wants the portal. */
@Path("/")
@RequestScoped
public class RootResource {
    @GET
    public Response portal() {
        return Response.seeOther(URI.create("/portal/")).build();
    }
}
