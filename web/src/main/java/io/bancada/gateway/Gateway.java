package io.bancada.gateway;

import io.bancada.app.service.InstanceTickets;
import java.time.Clock;

/**
 * The parts of the gateway, as the server puts them together when the deployment starts.
 *
 * @param sessions who has which instance open
 * @param instances what stands behind the labels
 * @param client the way to the apps
 */
record Gateway(
        GatewayConfig config,
        GatewaySessions sessions,
        InstanceTickets tickets,
        InstanceDirectory instances,
        BackendClient client,
        Clock clock) {}
