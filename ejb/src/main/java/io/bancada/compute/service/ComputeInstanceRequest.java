package io.bancada.compute.service;

import java.util.Map;
import java.util.Optional;

/**
 * What a client asks of a compute instance; empty means not said.
 *
 * @param location must be the workspace's
 * @param vmSize a size that the location offers; required on creation, fixed afterwards (C11)
 * @param assignee whose workstation it is to be; default the creator's own (C24)
 * @param ssh whether and by which keys it is reached by SSH
 * @param upkeep when it starts and stops by itself
 * @param setupScripts not said, they stay as they are
 * @param definition ARM properties that are kept and returned but not acted on, a JSON object
 */
public record ComputeInstanceRequest(
        Optional<String> location,
        Optional<String> vmSize,
        Optional<Assignee> assignee,
        SshRequest ssh,
        UpkeepRequest upkeep,
        Optional<String> description,
        Map<String, String> tags,
        Optional<SetupScriptsRequest> setupScripts,
        String definition) {
    /**
     * A person that an instance is created for.
     *
     * @param objectId the person's subject
     * @param tenantId must be the installation's
     */
    public record Assignee(String objectId, String tenantId) {}
}
