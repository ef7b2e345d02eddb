package io.bancada.compute.rest;

import org.jspecify.annotations.Nullable;

/**
 * ARM properties of an attached machine that are kept and returned but not acted on.
 *
 * @param resourceId ARM id of the machine where it is one of Azure's
 */
record VirtualMachineDefinition(
        @Nullable Boolean disableLocalAuth,
        @Nullable String resourceId,
        @Nullable String virtualMachineSize,
        @Nullable Integer notebookServerPort,
        @Nullable Boolean isNotebookInstanceCompute) {}
