package io.bancada.role.rest;

import io.bancada.role.service.RoleDefinitionService;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ListResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** RoleDefinitions at a scope; what is below says at which. */
public abstract class RoleDefinitionsResource {
    private static final String ONE = "{roleDefinitionId}";

    private final RoleDefinitionService roles;
    private final ArmContext arm;

    protected RoleDefinitionsResource(RoleDefinitionService roles, ArmContext arm) {
        this.roles = roles;
        this.arm = arm;
    }

    @GET
    public ListResponse<RoleDefinitionResponse> list() {
        return arm.list(
                roles.list(arm.caller(), RoleScope.of(arm), RoleFilter.roles(arm.query("$filter")), arm.page()),
                role -> RoleDefinitionResponse.from(arm.subscription(), role));
    }

    @GET
    @Path(ONE)
    public RoleDefinitionResponse get() {
        return RoleDefinitionResponse.from(arm.subscription(), roles.get(arm.caller(), RoleScope.of(arm), name()));
    }

    @PUT
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(RoleDefinitionResponse.class)
    public Response put(RoleDefinitionBody body) {
        var put = roles.put(arm.caller(), RoleScope.of(arm), name(), body.request());
        // ARM answers 201 for a change, too
        return Response.status(Response.Status.CREATED)
                .entity(RoleDefinitionResponse.from(arm.subscription(), put.role()))
                .build();
    }

    @DELETE
    @Path(ONE)
    @Answers(RoleDefinitionResponse.class)
    public Response delete() {
        return roles.delete(arm.caller(), RoleScope.of(arm), name())
                .map(role -> Response.ok(RoleDefinitionResponse.from(arm.subscription(), role)))
                .orElseGet(Response::noContent)
                .build();
    }

    private String name() {
        return arm.path("roleDefinitionId");
    }
}
