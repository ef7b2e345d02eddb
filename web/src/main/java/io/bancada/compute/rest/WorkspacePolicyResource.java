package io.bancada.compute.rest;

import io.bancada.compute.service.WorkspacePolicyService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What a workspace says of all its compute instances; ARM has no place for it. */
@Path(ArmPaths.WORKSPACE + "/policy")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WorkspacePolicyResource {
    private final WorkspacePolicyService policies;
    private final ArmContext arm;

    @Inject
    public WorkspacePolicyResource(WorkspacePolicyService policies, ArmContext arm) {
        this.policies = policies;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public WorkspacePolicyResource() {
        this(null, null);
    }

    @GET
    public WorkspacePolicyResponse get() {
        return WorkspacePolicyResponse.from(policies.get(arm.caller(), arm.workspace()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public WorkspacePolicyResponse put(WorkspacePolicyBody body) {
        return WorkspacePolicyResponse.from(policies.put(arm.caller(), arm.workspace(), body.request()));
    }
}
