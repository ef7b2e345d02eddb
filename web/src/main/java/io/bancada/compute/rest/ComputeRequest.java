package io.bancada.compute.rest;

import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.rest.AmlComputeDefinition.ArmReference;
import io.bancada.compute.service.AmlComputeRequest;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.web.ArmDuration;
import io.bancada.web.Fields;
import io.bancada.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of Compute_CreateOrUpdate and Compute_Update. */
record ComputeRequest(
        @Nullable String location,
        @Nullable Map<String, @Nullable String> tags,
        @Nullable Properties properties) {
    private static final String OFFERED = "AmlCompute";
    private static final Set<String> KNOWN = Set.of(
            "AKS",
            "Kubernetes",
            "ComputeInstance",
            "DataFactory",
            "VirtualMachine",
            "HDInsight",
            "Databricks",
            "DataLakeAnalytics",
            "SynapseSpark");

    record Properties(
            @Nullable String computeType,
            @Nullable String description,
            @Nullable Boolean disableLocalAuth,
            @Nullable AmlProperties properties) {}

    record AmlProperties(
            @Nullable String vmSize,
            @Nullable VmPriority vmPriority,
            @Nullable String osType,
            @Nullable Scale scaleSettings,
            @Nullable Boolean isolatedNetwork,
            @Nullable String remoteLoginPortPublicAccess,
            @Nullable Boolean enableNodePublicIp,
            @Nullable ArmReference subnet,
            @Nullable ArmReference virtualMachineImage) {
        private static final AmlProperties NONE =
                new AmlProperties(null, null, null, null, null, null, null, null, null);
    }

    record Scale(
            @Nullable Integer minNodeCount,
            @Nullable Integer maxNodeCount,
            @Nullable String nodeIdleTimeBeforeScaleDown) {
        private static final Scale NONE = new Scale(null, null, null);
    }

    /** What a whole cluster is asked to be; a scale without a maximum is none, as the OpenAPI says. */
    AmlComputeRequest creation() {
        requireOffered();
        var asked = aml();
        if (asked.scaleSettings() != null && asked.scaleSettings().maxNodeCount() == null) {
            throw BancadaException.invalid(
                    "properties.properties.scaleSettings.maxNodeCount",
                    "maxNodeCount is required in scaleSettings; say how many nodes there may be.");
        }
        return toRequest(asked);
    }

    /** What of a cluster is asked to change. */
    AmlComputeRequest change() {
        return toRequest(aml());
    }

    private AmlComputeRequest toRequest(AmlProperties asked) {
        if (asked.osType() != null && !asked.osType().equalsIgnoreCase("Linux")) {
            throw BancadaException.invalid(
                    "properties.properties.osType", "The nodes here run Linux; leave osType out or say Linux.");
        }
        var scale = asked.scaleSettings() == null ? Scale.NONE : asked.scaleSettings();
        return new AmlComputeRequest(
                Optional.ofNullable(location),
                Optional.ofNullable(asked.vmSize()),
                Optional.ofNullable(asked.vmPriority()),
                Optional.ofNullable(scale.minNodeCount()),
                Optional.ofNullable(scale.maxNodeCount()),
                ArmDuration.parse(
                        "properties.properties.scaleSettings.nodeIdleTimeBeforeScaleDown",
                        scale.nodeIdleTimeBeforeScaleDown()),
                Fields.text("properties.description", properties == null ? null : properties.description(), 4000),
                Fields.tags("tags", tags),
                new String(StrictJson.write(definition(asked)), StandardCharsets.UTF_8));
    }

    private AmlComputeDefinition definition(AmlProperties asked) {
        return new AmlComputeDefinition(
                asked.isolatedNetwork(),
                asked.remoteLoginPortPublicAccess(),
                asked.enableNodePublicIp(),
                properties == null ? null : properties.disableLocalAuth(),
                asked.subnet(),
                asked.virtualMachineImage());
    }

    private AmlProperties aml() {
        return properties == null || properties.properties() == null ? AmlProperties.NONE : properties.properties();
    }

    private void requireOffered() {
        var field = "properties.computeType";
        var type = properties == null ? null : properties.computeType();
        if (type == null) {
            throw BancadaException.invalid(field, "computeType is required; offered is " + OFFERED + ".");
        }
        if (KNOWN.stream().anyMatch(type::equalsIgnoreCase)) {
            throw new BancadaException(
                    ErrorCode.NOT_IMPLEMENTED,
                    field,
                    "Computes of type '" + type + "' are not offered yet; offered is " + OFFERED + ".");
        }
        if (!type.equalsIgnoreCase(OFFERED)) {
            throw BancadaException.invalid(
                    field, "There is no compute type '" + type + "'; offered is " + OFFERED + ".");
        }
    }
}
