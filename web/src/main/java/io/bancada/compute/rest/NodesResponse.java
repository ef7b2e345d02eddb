package io.bancada.compute.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARM's AmlComputeNodesInformation. */
record NodesResponse(List<NodeResponse> nodes, @Nullable String nextLink) {}
