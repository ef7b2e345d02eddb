package io.bancada.compute.service;

/**
 * A CDI event within the transaction: an instance is another person's from now on, and nothing of the old one's may run on
 * it.
 */
public record InstanceHandedOver(long computeId) {}
