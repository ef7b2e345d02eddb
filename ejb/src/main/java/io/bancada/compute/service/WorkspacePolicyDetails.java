package io.bancada.compute.service;

import io.bancada.message.Message;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspacePolicy;

/**
 * What a workspace says of its compute instances, and whom a change of it meets.
 *
 * @param stoppedHolding instances that have stopped and hold cores of the quota
 * @param coresHeld how many cores these hold together
 * @param withSsh instances that were created with SSH
 * @param jobsStayOwners why jobs of others cannot be let onto instances here; empty where they can
 */
public record WorkspacePolicyDetails(
        WorkspaceId workspace,
        WorkspacePolicy policy,
        int stoppedHolding,
        long coresHeld,
        int withSsh,
        Message jobsStayOwners) {}
