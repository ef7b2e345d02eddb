package io.bancada.catalog.rest;

import io.bancada.web.ArmTable;
import io.bancada.web.ListResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Operations_List: what roles can allow; the same for everyone. */
@Path("/providers/Microsoft.MachineLearningServices/operations")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ActionsResource {
    @GET
    public ListResponse<ActionResponse> list() {
        return new ListResponse<>(
                ArmTable.read("actions.tsv").stream().map(ActionResponse::from).toList(), null);
    }
}
