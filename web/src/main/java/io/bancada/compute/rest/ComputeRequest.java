package io.bancada.compute.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.compute.model.ComputeType;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.web.Kinds;
import io.bancada.web.StrictJson;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of Compute_CreateOrUpdate and Compute_Update, for computes of any kind; what {@code properties.properties}
 * holds depends on {@code computeType}, and the kind's own record reads it.
 */
record ComputeRequest(
        @Nullable String location,
        @Nullable Map<String, @Nullable String> tags,
        @Nullable Properties properties) {
    private static final String TYPE_FIELD = "properties.computeType";
    private static final String KIND_FIELD = "properties.properties";
    private static final Set<ComputeType> OFFERED = EnumSet.allOf(ComputeType.class);

    /** ARM's words for kinds that are not offered (yet). */
    private static final Set<String> KNOWN =
            Set.of("AKS", "Kubernetes", "DataFactory", "HDInsight", "Databricks", "DataLakeAnalytics", "SynapseSpark");

    record Properties(
            @Nullable String computeType,
            @Nullable String description,
            @Nullable Boolean disableLocalAuth,
            @Nullable String resourceId,

            @Kinds({AmlComputeBody.class, ComputeInstanceBody.class, VirtualMachineBody.class}) @Nullable
            JsonNode properties) {
        private static final Properties NONE = new Properties(null, null, null, null, null);
    }

    /** The properties, all of them unsaid where the client sent none. */
    Properties said() {
        return properties == null ? Properties.NONE : properties;
    }

    /**
     * Which kind of compute is asked for.
     *
     * @throws BancadaException 400 where it is not said or unknown, 501 where it is not offered
     */
    ComputeType type() {
        var type = said().computeType();
        if (type == null) {
            throw BancadaException.invalid(TYPE_FIELD, "computeType is required; offered is " + offered() + ".");
        }
        var offered =
                OFFERED.stream().filter(t -> t.name().equalsIgnoreCase(type)).findFirst();
        if (offered.isEmpty() && KNOWN.stream().anyMatch(type::equalsIgnoreCase)) {
            throw new BancadaException(
                    ErrorCode.NOT_IMPLEMENTED,
                    TYPE_FIELD,
                    "Computes of type '" + type + "' are not offered yet; offered is " + offered() + ".");
        }
        return offered.orElseThrow(() -> BancadaException.invalid(
                TYPE_FIELD, "There is no compute type '" + type + "'; offered is " + offered() + "."));
    }

    /**
     * What only the kind has; empty where the client said nothing of it.
     *
     * @throws BancadaException 400 naming the field that does not fit
     */
    <T> Optional<T> kind(Class<T> type) {
        return Optional.ofNullable(said().properties())
                .filter(p -> !p.isNull())
                .map(p -> StrictJson.part(KIND_FIELD, p, type));
    }

    private static String offered() {
        return OFFERED.stream().map(Enum::name).collect(Collectors.joining(" or "));
    }
}
