package io.bancada.workspace.rest;

import org.jspecify.annotations.Nullable;

/**
 * Properties of a workspace that mean something on Azure only: taken at PUT, returned, not acted on.
 */
record WorkspaceDefinition(
        @Nullable String keyVault,
        @Nullable String applicationInsights,
        @Nullable String containerRegistry,
        @Nullable String storageAccount,
        @Nullable String discoveryUrl,
        @Nullable String imageBuildCompute,
        @Nullable String primaryUserAssignedIdentity,
        @Nullable String publicNetworkAccess,
        @Nullable Boolean hbiWorkspace,
        @Nullable Boolean allowPublicAccessWhenBehindVnet) {}
