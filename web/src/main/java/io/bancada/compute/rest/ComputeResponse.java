package io.bancada.compute.rest;

import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.service.InstanceApps;
import io.bancada.web.ArmError;
import io.bancada.web.Kinds;
import io.bancada.web.StrictJson;
import io.bancada.web.SystemData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ARM's ComputeResource; {@code properties.properties} is the record of the kind. */
record ComputeResponse(
        String id,
        String name,
        String type,
        String location,
        Map<String, String> tags,
        Properties properties,
        SystemData systemData) {
    record Properties(
            ComputeType computeType,
            String computeLocation,
            ProvisioningState provisioningState,
            @Nullable String description,
            Instant createdOn,
            Instant modifiedOn,
            @Nullable String resourceId,
            @Nullable List<ArmError> provisioningErrors,
            boolean isAttachedCompute,
            @Nullable Boolean disableLocalAuth,

            @Kinds({AmlComputeResponse.class, ComputeInstanceResponse.class, VirtualMachineResponse.class})
            Object properties) {}

    /** The properties of all kinds that are kept in the definition. */
    private record Kept(
            @Nullable Boolean disableLocalAuth, @Nullable String resourceId) {}

    /**
     * The compute as ARM shows it.
     *
     * @param tenant the directory that persons belong to
     * @param apps knows which apps of an instance answer
     */
    static ComputeResponse from(ComputeDetails c, String tenant, InstanceApps apps) {
        var kept = StrictJson.stored(c.definition(), Kept.class);
        var failed = c.provisioningState() == ProvisioningState.Failed;
        var properties = new Properties(
                c.type(),
                c.location(),
                c.provisioningState(),
                c.description().isEmpty() ? null : c.description(),
                c.createdAt(),
                c.modifiedAt(),
                kept.resourceId(),
                failed ? List.of(ArmError.of("ProvisioningFailed", c.reason().english(), null)) : null,
                c.type().attached(),
                kept.disableLocalAuth(),
                kind(c, tenant, apps));
        return new ComputeResponse(
                c.armId(),
                c.name(),
                "Microsoft.MachineLearningServices/workspaces/computes",
                c.location(),
                c.tags(),
                properties,
                SystemData.of(c.createdAt(), c.createdByName(), c.modifiedAt(), c.modifiedByName()));
    }

    private static Object kind(ComputeDetails c, String tenant, InstanceApps apps) {
        return switch (c.type()) {
            case AmlCompute -> AmlComputeResponse.from(c);
            case ComputeInstance -> ComputeInstanceResponse.from(c, tenant, apps.answering(c));
            case VirtualMachine -> VirtualMachineResponse.from(c);
        };
    }
}
