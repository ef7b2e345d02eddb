package io.bancada.compute.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.rest.AmlComputeDefinition.ArmReference;
import io.bancada.compute.service.ComputeInstanceRequest;
import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.compute.service.SshRequest;
import io.bancada.compute.service.UpkeepRequest;
import io.bancada.compute.service.UpkeepRequest.Idle;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.web.Fields;
import io.bancada.web.Kinds;
import io.bancada.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ARM's ComputeInstanceProperties, as a client sends them. What is not acted on yet is refused, not silently kept. What means something on Azure networks only is kept and returned.
 */
record ComputeInstanceBody(
        @Nullable String vmSize,
        @Nullable VmPriority vmPriority,
        @Nullable ArmReference subnet,
        @Nullable Boolean enableNodePublicIp,
        @Nullable String applicationSharingPolicy,
        @Nullable String computeInstanceAuthorizationType,
        @Nullable Ssh sshSettings,
        @Nullable Personal personalComputeInstanceSettings,
        @Kinds(SetupScriptsBody.class) @Nullable JsonNode setupScripts,
        @Nullable ComputeSchedulesBody schedules,
        @Nullable JsonNode customServices,
        @Nullable String idleTimeBeforeShutdown) {
    private static final String FIELD = "properties.properties.";
    private static final ComputeInstanceBody NONE =
            new ComputeInstanceBody(null, null, null, null, null, null, null, null, null, null, null, null);

    record Ssh(@Nullable String sshPublicAccess, @Nullable String adminPublicKey) {}

    record Personal(@Nullable AssignedUser assignedUser) {}

    record AssignedUser(@Nullable String objectId, @Nullable String tenantId) {}

    /** What an instance is asked to be. */
    static ComputeInstanceRequest creation(ComputeRequest body) {
        return body.kind(ComputeInstanceBody.class).orElse(NONE).toRequest(body);
    }

    private ComputeInstanceRequest toRequest(ComputeRequest body) {
        requireOffered();
        return new ComputeInstanceRequest(
                Optional.ofNullable(body.location()),
                Optional.ofNullable(vmSize),
                assignee(),
                ssh(),
                upkeep(),
                Fields.text("properties.description", body.said().description(), 4000),
                Fields.tags("tags", body.tags()),
                SetupScriptsBody.asked(setupScripts),
                new String(
                        StrictJson.write(new ComputeInstanceDefinition(
                                body.said().disableLocalAuth(), subnet, enableNodePublicIp)),
                        StandardCharsets.UTF_8));
    }

    private SshRequest ssh() {
        if (sshSettings == null) {
            return new SshRequest(Optional.empty(), Optional.empty());
        }
        var access = Optional.ofNullable(sshSettings.sshPublicAccess()).map(value -> switch (value.toLowerCase(
                Locale.ROOT)) {
            case "enabled" -> true;
            case "disabled" -> false;
            default ->
                throw BancadaException.invalid(
                        FIELD + "sshSettings.sshPublicAccess", "'" + value + "' is neither Enabled nor Disabled.");
        });
        return new SshRequest(
                access, Optional.ofNullable(sshSettings.adminPublicKey()).filter(keys -> !keys.isBlank()));
    }

    private Optional<Assignee> assignee() {
        if (personalComputeInstanceSettings == null || personalComputeInstanceSettings.assignedUser() == null) {
            return Optional.empty();
        }
        var field = FIELD + "personalComputeInstanceSettings.assignedUser.";
        var user = personalComputeInstanceSettings.assignedUser();
        return Optional.of(new Assignee(
                Fields.required(field + "objectId", user.objectId(), 255),
                Fields.required(field + "tenantId", user.tenantId(), 255)));
    }

    private UpkeepRequest upkeep() {
        return new UpkeepRequest(
                Optional.ofNullable(schedules).map(ComputeSchedulesBody::requests),
                Optional.ofNullable(idleTimeBeforeShutdown)
                        .map(time -> new Idle(new IdleShutdownSetting(time).time(FIELD))));
    }

    private void requireOffered() {
        if (vmPriority == VmPriority.LowPriority) {
            throw BancadaException.invalid(
                    FIELD + "vmPriority",
                    "A compute instance is never low priority, since its machine would be taken away from under its"
                            + " person; leave vmPriority out, or create an AmlCompute cluster.");
        }
        choice("applicationSharingPolicy", applicationSharingPolicy, "Personal");
        choice("computeInstanceAuthorizationType", computeInstanceAuthorizationType, "personal");
        absent("customServices", saysSomething(customServices));
    }

    private static void choice(String field, @Nullable String value, String only) {
        if (value != null && !value.equalsIgnoreCase(only)) {
            throw notOffered(field, "'" + value + "' is not offered yet; leave it out or say " + only + ".");
        }
    }

    private static void absent(String field, boolean given) {
        if (given) {
            throw notOffered(field, "It is not offered yet; leave it out.");
        }
    }

    private static BancadaException notOffered(String field, String message) {
        return new BancadaException(ErrorCode.NOT_IMPLEMENTED, FIELD + field, message);
    }

    /** Whether there is any value in it: clients send empty lists and objects for what they do not want. */
    private static boolean saysSomething(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return false;
        }
        if (node.isContainerNode()) {
            for (var child : node) {
                if (saysSomething(child)) {
                    return true;
                }
            }
            return false;
        }
        return true;
    }
}
