package io.bancada.compute.service;

import io.bancada.compute.model.ComputeInstanceState;
import java.time.Instant;

/**
 * An instance of somebody who may not sign on any more: to be handed over, or deleted.
 *
 * @param person the object id of whose it is
 * @param personName as it was when they last had a name here
 * @param since when it was noticed that they have left
 */
public record LeftInstance(
        String name, String person, String personName, ComputeInstanceState state, Instant stateAt, Instant since) {}
