package io.bancada.compute.rest;

import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.LastOperation;
import io.bancada.compute.rest.AmlComputeDefinition.ArmReference;
import io.bancada.compute.service.InstanceApplication;
import io.bancada.web.ArmError;
import io.bancada.web.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARM's ComputeInstanceProperties. {@code errors} says why it is not as wanted. */
record ComputeInstanceResponse(
        String vmSize,
        String applicationSharingPolicy,
        String computeInstanceAuthorizationType,
        Ssh sshSettings,
        Endpoints connectivityEndpoints,
        List<InstanceApplication> applications,
        CreatedBy createdBy,
        ComputeInstanceState state,
        @Nullable List<ArmError> errors,
        @Nullable Personal personalComputeInstanceSettings,
        Operation lastOperation,
        @Nullable ComputeSchedulesResponse schedules,
        @Nullable Duration idleTimeBeforeShutdown,
        @Nullable ArmReference subnet,
        @Nullable Boolean enableNodePublicIp) {
    record Ssh(String sshPublicAccess) {}

    /** No address: nobody signs on to it from outside. */
    record Endpoints(
            @Nullable String publicIpAddress, @Nullable String privateIpAddress) {}

    record CreatedBy(String userName, String userOrgId, String userId) {}

    record Personal(AssignedUser assignedUser) {}

    record AssignedUser(String objectId, String tenantId) {}

    record Operation(
            LastOperation.Name operationName,
            Instant operationTime,
            LastOperation.Status operationStatus,
            LastOperation.Trigger operationTrigger) {
        private static Operation from(LastOperation last) {
            return new Operation(last.name(), last.at(), last.status(), last.trigger());
        }
    }

    static ComputeInstanceResponse from(ComputeDetails c, String tenant, List<InstanceApplication> applications) {
        var instance = c.instance();
        var kept = StrictJson.stored(c.definition(), ComputeInstanceDefinition.class);
        return new ComputeInstanceResponse(
                instance.vmSize(),
                "Personal",
                "personal",
                new Ssh("Disabled"),
                new Endpoints(null, null),
                applications,
                new CreatedBy(c.createdByName(), tenant, c.createdBy()),
                instance.state(),
                c.reason().isEmpty()
                        ? null
                        : List.of(
                                ArmError.of(instance.state().name(), c.reason().english(), null)),
                instance.onBehalf() ? new Personal(new AssignedUser(instance.owner(), tenant)) : null,
                Operation.from(instance.lastOperation()),
                ComputeSchedulesResponse.from(instance.schedules()),
                instance.idleTime().orElse(null),
                kept.subnet(),
                kept.enableNodePublicIp());
    }
}
