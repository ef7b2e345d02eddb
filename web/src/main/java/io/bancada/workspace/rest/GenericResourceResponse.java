package io.bancada.workspace.rest;

import io.bancada.paging.Page;
import io.bancada.web.ArmContext;
import io.bancada.web.ListResponse;
import io.bancada.workspace.model.WorkspaceDetails;
import java.util.Map;

/** ARM's GenericResource as a list has it: what all kinds of resources have in common, without properties. */
record GenericResourceResponse(
        String id, String name, String type, String kind, String location, Map<String, String> tags) {
    /** A page of what the caller may read, less what {@code $filter} leaves out: it may hold fewer than its size. */
    static ListResponse<GenericResourceResponse> list(ArmContext arm, Page<WorkspaceDetails> page) {
        var filter = ResourceFilter.parse(arm.query("$filter"));
        return new ListResponse<>(
                page.items().stream()
                        .map(GenericResourceResponse::from)
                        .filter(filter::passes)
                        .toList(),
                arm.nextLink(page));
    }

    private static GenericResourceResponse from(WorkspaceDetails w) {
        return new GenericResourceResponse(
                w.id().arm(),
                w.id().workspace(),
                "Microsoft.MachineLearningServices/workspaces",
                "Default",
                w.location(),
                w.tags());
    }
}
