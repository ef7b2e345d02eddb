package io.bancada.compute.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What only a compute instance has.
 *
 * @param uid names it for good, unlike its name; part of its address
 * @param owner subject of the person whose workstation it is
 * @param ownerName the same for people
 * @param onBehalf whether somebody else created it for that person
 * @param stateAt since when it is in its state
 * @param ssh how it is reached by SSH; empty where it is not
 * @param idleTime how long it may be idle before it is stopped; empty for ever
 * @param setupScripts without the texts that were sent with it
 * @param disk how full its disk is; what takes most of it is for its person only
 */
public record ComputeInstanceDetails(
        UUID uid,
        String vmSize,
        String owner,
        String ownerName,
        boolean onBehalf,
        ComputeInstanceState state,
        Instant stateAt,
        LastOperation lastOperation,
        Optional<InstanceSsh> ssh,
        InstanceSchedules schedules,
        Optional<Duration> idleTime,
        SetupScripts setupScripts,
        InstanceDisk disk)
        implements ComputeDetails.Kind {}
