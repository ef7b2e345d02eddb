package io.bancada.login.rest;

import io.bancada.web.Answers;
import io.bancada.web.WebConfig;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Where {@code az login} goes: the paths of AD FS, since az asks no other private authority without asking Microsoft first. */
@Path("/adfs")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class LoginResource {
    private final LoginRelay relay;
    private final WebConfig config;
    private final Installation installation;

    @Inject
    public LoginResource(LoginRelay relay, WebConfig config, Installation installation) {
        this.relay = relay;
        this.config = config;
        this.installation = installation;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public LoginResource() {
        this(null, null, null);
    }

    @GET
    @Path(".well-known/openid-configuration")
    public OpenIdConfiguration discover() {
        return OpenIdConfiguration.of(
                config.url(), config.issuer(), config.issuer().toString());
    }

    /** Where az asks which tenant {@code adfs} is: it takes the first word of the issuer's path for the id. */
    @GET
    @Path("adfs/.well-known/openid-configuration")
    public OpenIdConfiguration discoverTenant() {
        return OpenIdConfiguration.of(config.url(), config.issuer(), config.url() + "/" + installation.tenant());
    }

    @POST
    @Path("oauth2/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Answers(TokenAnswer.class)
    public Response token(InputStream form, @Context HttpServletRequest request) throws IOException {
        return secret(relay.token(LoginForm.read(form), request.getRemoteAddr()));
    }

    @POST
    @Path("oauth2/devicecode")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Answers(DeviceAnswer.class)
    public Response deviceCode(InputStream form, @Context HttpServletRequest request) throws IOException {
        return secret(relay.device(LoginForm.read(form), request.getRemoteAddr()));
    }

    private static Response secret(Object answer) {
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
