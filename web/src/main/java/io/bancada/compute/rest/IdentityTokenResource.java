package io.bancada.compute.rest;

import io.bancada.compute.service.InstanceIdentities;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.web.Answers;
import io.bancada.web.InstanceTokens;
import io.bancada.web.WebConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives programs on a compute instance a token in the name of its person, as Azure ML's {@code MSI_ENDPOINT} does
 * (version 2017-09-01). Who asks shows the secret of the program's environment, so it needs no token of its own.
 */
@Path("/identity/token")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class IdentityTokenResource {
    /** What else programs for Azure ask a token for: it is this API that answers for them here. */
    private static final Set<String> AZURE =
            Set.of("https://management.azure.com", "https://management.core.windows.net", "https://ml.azure.com");

    private final InstanceIdentities identities;
    private final InstanceTokens tokens;
    private final WebConfig config;

    @Inject
    public IdentityTokenResource(InstanceIdentities identities, InstanceTokens tokens, WebConfig config) {
        this.identities = identities;
        this.tokens = tokens;
        this.config = config;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public IdentityTokenResource() {
        this(null, null, null);
    }

    @GET
    @Answers(IdentityToken.class)
    public Response token(
            @HeaderParam("secret") @Nullable String secret,
            @QueryParam("resource") @Nullable String resource,
            @QueryParam("clientid") @Nullable String client) {
        if (secret == null) {
            throw new BancadaException(
                    ErrorCode.UNAUTHENTICATED, "secret", "Send the header 'secret' with the value of MSI_SECRET.");
        }
        if (resource == null || !isApi(resource)) {
            throw BancadaException.invalid(
                    "resource",
                    "Tokens are given for " + config.url() + " only; ask for that, or for Azure's management.");
        }
        if (client != null && !client.isBlank()) {
            throw BancadaException.invalid(
                    "clientid",
                    "A compute instance speaks in the name of its person and has no other identity; leave it out.");
        }
        var issued = tokens.issue(identities.identify(secret));
        return Response.ok(IdentityToken.of(issued, resource))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private boolean isApi(String resource) {
        var asked = resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
        return asked.equals(config.url().toString()) || AZURE.contains(asked);
    }
}
