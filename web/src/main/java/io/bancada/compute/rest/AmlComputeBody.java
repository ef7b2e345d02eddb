package io.bancada.compute.rest;

import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.rest.AmlComputeDefinition.ArmReference;
import io.bancada.compute.service.AmlComputeRequest;
import io.bancada.error.BancadaException;
import io.bancada.web.ArmDuration;
import io.bancada.web.Fields;
import io.bancada.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ARM's AmlComputeProperties and ScaleSettingsInformation, as a client sends them. */
record AmlComputeBody(
        @Nullable String vmSize,
        @Nullable VmPriority vmPriority,
        @Nullable String osType,
        @Nullable Scale scaleSettings,
        @Nullable Boolean isolatedNetwork,
        @Nullable String remoteLoginPortPublicAccess,
        @Nullable Boolean enableNodePublicIp,
        @Nullable ArmReference subnet,
        @Nullable ArmReference virtualMachineImage) {
    private static final AmlComputeBody NONE = new AmlComputeBody(null, null, null, null, null, null, null, null, null);

    record Scale(
            @Nullable Integer minNodeCount,
            @Nullable Integer maxNodeCount,
            @Nullable String nodeIdleTimeBeforeScaleDown) {
        private static final Scale NONE = new Scale(null, null, null);
    }

    /** What a whole cluster is asked to be; a scale without a maximum is none, as the OpenAPI says. */
    static AmlComputeRequest creation(ComputeRequest body) {
        var asked = body.kind(AmlComputeBody.class).orElse(NONE);
        if (asked.scaleSettings() != null && asked.scaleSettings().maxNodeCount() == null) {
            throw BancadaException.invalid(
                    "properties.properties.scaleSettings.maxNodeCount",
                    "maxNodeCount is required in scaleSettings; say how many nodes there may be.");
        }
        return asked.toRequest(body);
    }

    /** What of a cluster is asked to change. */
    static AmlComputeRequest change(ComputeRequest body) {
        return body.kind(AmlComputeBody.class).orElse(NONE).toRequest(body);
    }

    private AmlComputeRequest toRequest(ComputeRequest body) {
        if (osType != null && !osType.equalsIgnoreCase("Linux")) {
            throw BancadaException.invalid(
                    "properties.properties.osType", "The nodes here run Linux; leave osType out or say Linux.");
        }
        var scale = scaleSettings == null ? Scale.NONE : scaleSettings;
        return new AmlComputeRequest(
                Optional.ofNullable(body.location()),
                Optional.ofNullable(vmSize),
                Optional.ofNullable(vmPriority),
                Optional.ofNullable(scale.minNodeCount()),
                Optional.ofNullable(scale.maxNodeCount()),
                ArmDuration.parse(
                        "properties.properties.scaleSettings.nodeIdleTimeBeforeScaleDown",
                        scale.nodeIdleTimeBeforeScaleDown()),
                Fields.text("properties.description", body.said().description(), 4000),
                Fields.tags("tags", body.tags()),
                new String(StrictJson.write(definition(body)), StandardCharsets.UTF_8));
    }

    private AmlComputeDefinition definition(ComputeRequest body) {
        return new AmlComputeDefinition(
                isolatedNetwork,
                remoteLoginPortPublicAccess,
                enableNodePublicIp,
                body.said().disableLocalAuth(),
                subnet,
                virtualMachineImage);
    }
}
