package io.bancada.environment.rest;

import org.jspecify.annotations.Nullable;

/** Properties of an environment version that are kept and returned but not acted on. */
record EnvironmentDefinition(
        @Nullable String autoRebuild,
        @Nullable Inference inferenceConfig,
        @Nullable String osType,
        @Nullable String stage) {
    /** ARM's InferenceContainerProperties. */
    record Inference(
            @Nullable Route livenessRoute,
            @Nullable Route readinessRoute,
            @Nullable Route scoringRoute) {}

    /** ARM's Route. */
    record Route(@Nullable String path, @Nullable Integer port) {}

    /** ARM's BuildContext, which is refused by name. */
    record Build(@Nullable String contextUri, @Nullable String dockerfilePath) {}
}
