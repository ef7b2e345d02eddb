package io.bancada.web;

import io.bancada.app.service.SignOffs;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Where the identity provider says that somebody is signed off: their pages and open instances end then. */
@Path("/backchannel-logout")
@RequestScoped
public class BackChannelLogoutResource {
    private final LogoutTokens tokens;
    private final SignOffs signOffs;

    @Inject
    public BackChannelLogoutResource(LogoutTokens tokens, SignOffs signOffs) {
        this.tokens = tokens;
        this.signOffs = signOffs;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public BackChannelLogoutResource() {
        this(null, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logout(@FormParam("logout_token") @Nullable String token) {
        signOffs.announce(tokens.redeem(token == null ? "" : token));
        return Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
