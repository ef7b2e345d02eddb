package io.bancada.compute.model;

import java.time.Instant;

/**
 * What only a compute instance has.
 *
 * @param owner subject of the person whose workstation it is
 * @param ownerName the same for people
 * @param onBehalf whether somebody else created it for that person
 * @param stateAt since when it is in its state
 */
public record ComputeInstanceDetails(
        String vmSize,
        String owner,
        String ownerName,
        boolean onBehalf,
        ComputeInstanceState state,
        Instant stateAt,
        LastOperation lastOperation)
        implements ComputeDetails.Kind {}
