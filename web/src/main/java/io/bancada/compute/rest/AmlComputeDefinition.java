package io.bancada.compute.rest;

import org.jspecify.annotations.Nullable;

/**
 * Properties of an AmlCompute that mean something on Azure only: kept, returned, not acted on. Passwords and keys are not
 * among them and so are never kept.
 */
record AmlComputeDefinition(
        @Nullable Boolean isolatedNetwork,
        @Nullable String remoteLoginPortPublicAccess,
        @Nullable Boolean enableNodePublicIp,
        @Nullable Boolean disableLocalAuth,
        @Nullable ArmReference subnet,
        @Nullable ArmReference virtualMachineImage) {
    /** Another resource, by its ARM id. */
    record ArmReference(@Nullable String id) {}
}
