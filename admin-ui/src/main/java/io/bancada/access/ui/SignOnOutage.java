package io.bancada.access.ui;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletContext;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * While the identity provider does not answer, leads whoever would have to sign on to a page that says so: else the browser
 * ends at an address where nobody is. Stands before the server's security, as {@link AddressKeeper} does.
 */
public final class SignOnOutage implements ServletExtension {
    static final String PAGE = "/sign-on-unavailable.html";

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        var issuer = ConfigProvider.getConfig().getValue("bancada.oidc.issuer", String.class);
        deployment.addInitialHandlerChainWrapper(next -> exchange -> {
            if (context.getAttribute(IssuerProbe.ATTRIBUTE) instanceof IssuerProbe probe
                    && !probe.answers()
                    && !exchange.getRequestPath().endsWith(PAGE)) {
                exchange.addResponseCommitListener(answered -> {
                    if (leadsNowhere(answered, issuer)) {
                        answered.setStatusCode(StatusCodes.FOUND);
                        answered.getResponseHeaders().put(Headers.LOCATION, context.getContextPath() + PAGE);
                    }
                });
            }
            next.handleRequest(exchange);
        });
    }

    private static boolean leadsNowhere(HttpServerExchange exchange, String issuer) {
        var location = exchange.getResponseHeaders().getFirst(Headers.LOCATION);
        return location == null
                ? isRefusalOfNobody(exchange)
                : location.startsWith(issuer) && !location.contains("/logout?");
    }

    /** As the server's sign-on answers where it has never reached the identity provider, or loses it half way. */
    private static boolean isRefusalOfNobody(HttpServerExchange exchange) {
        var status = exchange.getStatusCode();
        var security = exchange.getSecurityContext();
        return (status == StatusCodes.FORBIDDEN || status >= StatusCodes.INTERNAL_SERVER_ERROR)
                && security != null
                && security.getAuthenticatedAccount() == null;
    }
}
