package io.bancada.compute.rest;

import io.bancada.compute.service.AccessTokenService;
import io.bancada.error.BancadaException;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Tokens with which a person's programs use the apps of their compute instance, which Azure does not have. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/accessTokens")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AccessTokensResource {
    private final AccessTokenService tokens;
    private final ArmContext arm;

    @Inject
    public AccessTokensResource(AccessTokenService tokens, ArmContext arm) {
        this.tokens = tokens;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public AccessTokensResource() {
        this(null, null);
    }

    @GET
    public ListResponse<AccessTokenResponse> list() {
        return new ListResponse<>(
                tokens.list(arm.caller(), arm.workspace(), arm.path("computeName")).stream()
                        .map(AccessTokenResponse::from)
                        .toList(),
                null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(NewAccessTokenResponse.class)
    public Response create(AccessTokenRequest request) {
        var made =
                tokens.create(arm.caller(), arm.workspace(), arm.path("computeName"), request.called(), request.life());
        return Response.status(Response.Status.CREATED)
                .entity(NewAccessTokenResponse.from(made))
                .build();
    }

    @DELETE
    @Path("{tokenId}")
    public Response revoke() {
        tokens.revoke(arm.caller(), arm.workspace(), arm.path("computeName"), id());
        return Response.noContent().build();
    }

    private UUID id() {
        var id = arm.path("tokenId");
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw BancadaException.invalid(
                    "tokenId", "'" + id + "' is no id of an access token; take one from the list of tokens.");
        }
    }
}
