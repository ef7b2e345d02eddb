package io.bancada.workspace.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.bancada.web.StrictJson;
import io.bancada.web.SystemData;
import io.bancada.workspace.model.WorkspaceDetails;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** ARM's Workspace. */
record WorkspaceResponse(
        String id,
        String name,
        String type,
        String kind,
        String location,
        Map<String, String> tags,
        Properties properties,
        SystemData systemData) {
    record Properties(
            UUID workspaceId,
            String provisioningState,
            @Nullable String friendlyName,
            @Nullable String description,
            @JsonUnwrapped WorkspaceDefinition definition) {}

    static WorkspaceResponse from(WorkspaceDetails w) {
        return new WorkspaceResponse(
                w.id().arm(),
                w.id().workspace(),
                "Microsoft.MachineLearningServices/workspaces",
                "Default",
                w.location(),
                w.tags(),
                new Properties(
                        w.uid(),
                        "Succeeded",
                        w.friendlyName().isEmpty() ? null : w.friendlyName(),
                        w.description().isEmpty() ? null : w.description(),
                        StrictJson.stored(w.definition(), WorkspaceDefinition.class)),
                SystemData.of(w.createdAt(), w.createdBy(), w.modifiedAt(), w.modifiedBy()));
    }
}
