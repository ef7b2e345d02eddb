package io.bancada.compute.model;

import java.time.Instant;

/**
 * An instance with whose it is, read without its row.
 *
 * @param id of its row
 * @param stateAt since when it is in its state
 */
public record HeldInstance(
        Long id, String name, String owner, String ownerName, ComputeInstanceState state, Instant stateAt) {}
