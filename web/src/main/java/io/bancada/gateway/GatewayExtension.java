package io.bancada.gateway;

import io.undertow.server.HttpHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;

/** Puts the gateway before everything else that this web application does, security included. */
public final class GatewayExtension implements ServletExtension {
    /** Where the servlet context holds the {@link Gateway} once the deployment has started. */
    static final String ATTRIBUTE = Gateway.class.getName();

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(next -> new Late(context, next));
    }

    /** The chain is built before the parts are. */
    private static final class Late implements HttpHandler {
        private final ServletContext context;
        private final HttpHandler next;
        private volatile @org.jspecify.annotations.Nullable HttpHandler handler;

        Late(ServletContext context, HttpHandler next) {
            this.context = context;
            this.next = next;
        }

        @Override
        public void handleRequest(io.undertow.server.HttpServerExchange exchange) throws Exception {
            var ready = handler;
            if (ready == null) {
                if (!(context.getAttribute(ATTRIBUTE) instanceof Gateway gateway)) {
                    exchange.setStatusCode(503).endExchange();
                    return;
                }
                ready = new GatewayHandler(gateway, next);
                handler = ready;
            }
            ready.handleRequest(exchange);
        }
    }
}
