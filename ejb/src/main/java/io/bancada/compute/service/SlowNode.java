package io.bancada.compute.service;

/**
 * A node that is wanted for long and still not ready.
 *
 * @param compute the compute's number
 * @param node the node's number
 */
public record SlowNode(long compute, long node) {}
