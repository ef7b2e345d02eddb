package io.bancada.gateway;

import io.bancada.app.service.InstanceTickets;
import java.time.Clock;

/**
 * The parts of the gateway, as the server puts them together when the deployment starts.
 *
 * @param sessions who has which instance open in a browser
 * @param tokenSessions what is open by access tokens
 * @param instances what stands behind the labels
 * @param client the way to the apps
 */
record Gateway(
        GatewayConfig config,
        GatewaySessions sessions,
        TokenSessions tokenSessions,
        InstanceTickets tickets,
        InstanceDirectory instances,
        BackendClient client,
        Clock clock) {}
