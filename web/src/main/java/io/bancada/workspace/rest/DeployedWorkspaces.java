package io.bancada.workspace.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.access.model.Caller;
import io.bancada.web.Deployable;
import io.bancada.web.StrictJson;
import io.bancada.workspace.service.WorkspaceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Workspaces of templates. */
@ApplicationScoped
public class DeployedWorkspaces implements Deployable {
    private final WorkspaceService workspaces;

    @Inject
    public DeployedWorkspaces(WorkspaceService workspaces) {
        this.workspaces = workspaces;
    }

    @SuppressWarnings("NullAway")
    protected DeployedWorkspaces() {
        this(null);
    }

    @Override
    public String type() {
        return "Microsoft.MachineLearningServices/workspaces";
    }

    @Override
    public JsonNode put(Caller caller, Place place, JsonNode body) {
        var request = StrictJson.part(place.name(), body, WorkspaceBody.class);
        return StrictJson.tree(WorkspaceResponse.from(workspaces.put(caller, place.workspace(), request.creation())));
    }

    @Override
    public JsonNode get(Caller caller, Place place) {
        return StrictJson.tree(WorkspaceResponse.from(workspaces.get(caller, place.workspace())));
    }
}
