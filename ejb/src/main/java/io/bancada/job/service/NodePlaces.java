package io.bancada.job.service;

import io.bancada.compute.model.Compute;
import io.bancada.node.service.NodePlace;

/** Where the nodes of a compute stand. */
final class NodePlaces {
    private NodePlaces() {}

    static NodePlace of(Compute compute) {
        return compute.type().attached()
                ? NodePlace.attached(compute.location(), compute.id())
                : NodePlace.in(compute.location());
    }
}
