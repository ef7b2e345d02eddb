package io.bancada.compute.service;

import io.bancada.driver.NodeKey;
import io.bancada.node.service.NodePlace;
import java.util.List;
import java.util.Optional;

/**
 * An instance that is up and is to stop when idle, as it is handed to the watch.
 *
 * @param apps those that have been started
 * @param sshPort at which it is reached by SSH; empty where it is not
 */
record IdlePlace(
        long computeId, NodePlace machines, NodeKey node, List<InstancePlace> apps, Optional<Integer> sshPort) {}
