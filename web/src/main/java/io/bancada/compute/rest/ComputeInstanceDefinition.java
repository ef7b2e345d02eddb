package io.bancada.compute.rest;

import io.bancada.compute.rest.AmlComputeDefinition.ArmReference;
import org.jspecify.annotations.Nullable;

/** Properties of a ComputeInstance that mean something on Azure only: kept, returned, not acted on. */
record ComputeInstanceDefinition(
        @Nullable Boolean disableLocalAuth,
        @Nullable ArmReference subnet,
        @Nullable Boolean enableNodePublicIp) {}
