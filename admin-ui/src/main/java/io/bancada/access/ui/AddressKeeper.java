package io.bancada.access.ui;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletContext;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Keeps the query of an address when the person is sent to sign on: the server's sign-on leads back to the path alone,
 * and a link to a job would end nowhere. It stands before the server's security, where no servlet filter can be;
 * {@link SignOnReturn} goes on from there.
 */
public final class AddressKeeper implements ServletExtension {
    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        var issuer = ConfigProvider.getConfig().getValue("bancada.oidc.issuer", String.class);
        deployment.addInitialHandlerChainWrapper(next -> exchange -> {
            if (isPageWithQuery(exchange)) {
                exchange.addResponseCommitListener(answered -> keep(answered, issuer));
            }
            next.handleRequest(exchange);
        });
    }

    private static boolean isPageWithQuery(HttpServerExchange exchange) {
        var accept = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
        return exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getQueryString().isEmpty()
                && accept != null
                && accept.contains("text/html");
    }

    private static void keep(HttpServerExchange exchange, String issuer) {
        var location = exchange.getResponseHeaders().getFirst(Headers.LOCATION);
        if (exchange.getStatusCode() == StatusCodes.FOUND && location != null && location.startsWith(issuer)) {
            new WantedAddress(exchange.getRequestURI(), exchange.getQueryString())
                    .value()
                    .ifPresent(value -> exchange.getResponseHeaders()
                            .add(
                                    Headers.SET_COOKIE,
                                    WantedAddress.COOKIE + "=" + value + "; Path=/portal; Max-Age="
                                            + WantedAddress.KEPT_SECONDS + "; Secure; HttpOnly; SameSite=Lax"));
        }
    }
}
