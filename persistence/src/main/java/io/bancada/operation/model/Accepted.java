package io.bancada.operation.model;

import java.util.UUID;

/**
 * The answer to a request that is carried out later.
 *
 * @param resource the resource as it stands now
 * @param operation what to poll
 * @param created whether the resource is new
 */
public record Accepted<T>(T resource, UUID operation, boolean created) {}
