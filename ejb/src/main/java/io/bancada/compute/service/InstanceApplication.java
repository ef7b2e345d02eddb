package io.bancada.compute.service;

/**
 * An app of an instance that answers now, as ARM's {@code applications} name it.
 *
 * @param displayName for people
 * @param endpointUri where its person opens it
 */
public record InstanceApplication(String displayName, String endpointUri) {}
