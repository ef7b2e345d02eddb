package io.bancada.role.rest;

import io.bancada.role.service.RoleAssignmentService;
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

/** RoleAssignments at a scope; what is below says at which. */
public abstract class RoleAssignmentsResource {
    private static final String ONE = "{roleAssignmentName}";

    private final RoleAssignmentService assignments;
    private final ArmContext arm;

    protected RoleAssignmentsResource(RoleAssignmentService assignments, ArmContext arm) {
        this.assignments = assignments;
        this.arm = arm;
    }

    @GET
    public ListResponse<RoleAssignmentResponse> list() {
        var filter = RoleFilter.assignments(arm.query("$filter"), arm.caller());
        return arm.list(
                assignments.list(arm.caller(), RoleScope.of(arm), !filter.atScope(), filter.principals(), arm.page()),
                a -> RoleAssignmentResponse.from(arm.subscription(), a));
    }

    @GET
    @Path(ONE)
    public RoleAssignmentResponse get() {
        return RoleAssignmentResponse.from(
                arm.subscription(), assignments.get(arm.caller(), RoleScope.of(arm), name()));
    }

    @PUT
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(RoleAssignmentResponse.class)
    public Response put(RoleAssignmentBody body) {
        var put = assignments.put(arm.caller(), RoleScope.of(arm), name(), body.request());
        return Response.status(put.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(RoleAssignmentResponse.from(arm.subscription(), put.assignment()))
                .build();
    }

    @DELETE
    @Path(ONE)
    @Answers(RoleAssignmentResponse.class)
    public Response delete() {
        return assignments
                .delete(arm.caller(), RoleScope.of(arm), name())
                .map(a -> Response.ok(RoleAssignmentResponse.from(arm.subscription(), a)))
                .orElseGet(Response::noContent)
                .build();
    }

    private String name() {
        return arm.path("roleAssignmentName");
    }
}
