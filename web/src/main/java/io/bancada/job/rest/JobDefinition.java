package io.bancada.job.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command job was submitted as: ARM's CommandJob without what the server says and what may change later. Written
 * so that the same job always reads the same, whoever sent it.
 */
record JobDefinition(
        String jobType,
        @Nullable String description,
        String displayName,
        String experimentName,
        String computeId,
        String command,
        String environmentId,
        @Nullable String codeId,
        @Nullable Map<String, String> environmentVariables,
        @Nullable Map<String, Input> inputs,
        @Nullable Map<String, Output> outputs,
        @Nullable Distribution distribution,
        @Nullable Limits limits,
        @Nullable Resources resources,
        @Nullable QueueSettings queueSettings,
        @Nullable Identity identity,
        @Nullable Map<String, String> properties) {
    record Input(
            @Nullable String jobInputType,
            @Nullable String description,
            @Nullable String value,
            @Nullable String uri,
            @Nullable String mode) {}

    record Output(
            @Nullable String jobOutputType,
            @Nullable String description,
            @Nullable String uri,
            @Nullable String mode) {}

    /** Kept and returned; every node of a job gets RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT whatever it says. */
    record Distribution(
            @Nullable String distributionType,
            @Nullable Integer processCountPerInstance,
            @Nullable Integer workerCount,
            @Nullable Integer parameterServerCount) {}

    record Limits(@Nullable String jobLimitsType, @Nullable String timeout) {}

    record Resources(
            @Nullable Integer instanceCount,
            @Nullable String instanceType,
            @Nullable String shmSize) {}

    record QueueSettings(@Nullable String jobTier) {}

    record Identity(@Nullable String identityType) {}
}
