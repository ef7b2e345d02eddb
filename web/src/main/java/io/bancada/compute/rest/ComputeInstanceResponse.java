package io.bancada.compute.rest;

import io.bancada.app.service.SshDoor;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.InstanceSsh;
import io.bancada.compute.model.LastOperation;
import io.bancada.compute.rest.AmlComputeDefinition.ArmReference;
import io.bancada.compute.service.InstanceApplication;
import io.bancada.web.ArmError;
import io.bancada.web.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ARM's ComputeInstanceProperties. {@code errors} says why it is not as wanted, and that its disk fills. */
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
        @Nullable SetupScriptsResponse setupScripts,
        @Nullable ArmReference subnet,
        @Nullable Boolean enableNodePublicIp) {
    /** {@code adminUserName} and {@code sshPort} are there where it is reached by SSH, {@code adminPublicKey} once it is given. */
    record Ssh(
            String sshPublicAccess,
            @Nullable String adminUserName,
            @Nullable Integer sshPort,
            @Nullable String adminPublicKey) {
        private static Ssh from(Optional<InstanceSsh> ssh) {
            return ssh.map(s ->
                            new Ssh("Enabled", SshDoor.USER, s.port(), s.keys().isEmpty() ? null : s.keys()))
                    .orElseGet(() -> new Ssh("Disabled", null, null, null));
        }
    }

    /** No address of its own: SSH comes in at a port of the server. */
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
                Ssh.from(instance.ssh()),
                new Endpoints(null, null),
                applications,
                new CreatedBy(c.createdByName(), tenant, c.createdBy()),
                instance.state(),
                errors(c),
                instance.onBehalf() ? new Personal(new AssignedUser(instance.owner(), tenant)) : null,
                Operation.from(instance.lastOperation()),
                ComputeSchedulesResponse.from(instance.schedules()),
                instance.idleTime().orElse(null),
                SetupScriptsResponse.from(instance.setupScripts()),
                kept.subnet(),
                kept.enableNodePublicIp());
    }

    private static @Nullable List<ArmError> errors(ComputeDetails c) {
        var errors = new ArrayList<ArmError>();
        if (!c.reason().isEmpty()) {
            errors.add(ArmError.of(c.instance().state().name(), c.reason().english(), null));
        }
        var disk = c.instance().disk();
        if (disk.level().warns()) {
            errors.add(ArmError.of("Disk" + disk.level(), disk.warning().english(), null));
        }
        return errors.isEmpty() ? null : errors;
    }
}
