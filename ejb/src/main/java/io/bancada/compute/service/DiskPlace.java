package io.bancada.compute.service;

import io.bancada.driver.NodeKey;
import io.bancada.node.service.NodePlace;

/** An instance whose disk is to be measured, as it is handed to the watch. */
record DiskPlace(long computeId, NodePlace machines, NodeKey node) {}
