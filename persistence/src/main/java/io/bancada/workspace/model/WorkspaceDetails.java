package io.bancada.workspace.model;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A workspace as pages and the API show it. */
public record WorkspaceDetails(
        WorkspaceId id,
        UUID uid,
        String location,
        String friendlyName,
        String description,
        Map<String, String> tags,
        String definition,
        Instant createdAt,
        String createdBy,
        Instant modifiedAt,
        String modifiedBy) {
    public static WorkspaceDetails from(Workspace w, String subscription) {
        return new WorkspaceDetails(
                w.armId(subscription),
                w.uid(),
                w.location(),
                w.friendlyName(),
                w.description(),
                w.tags(),
                w.definition(),
                w.createdAt(),
                w.createdBy(),
                w.modifiedAt(),
                w.modifiedBy());
    }
}
