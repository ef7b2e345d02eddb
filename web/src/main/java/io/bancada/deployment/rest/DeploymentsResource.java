package io.bancada.deployment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.access.service.Actions;
import io.bancada.deployment.service.DeploymentDetails;
import io.bancada.deployment.service.DeploymentName;
import io.bancada.deployment.service.DeploymentService;
import io.bancada.deployment.service.TemplateDeployment;
import io.bancada.error.BancadaException;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import io.bancada.web.WebConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;

/** Deployments of a resource group. */
@Path(ArmPaths.GROUP + "/providers/Microsoft.Resources/deployments")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DeploymentsResource {
    private static final int RETRY_AFTER = 1;

    private final DeploymentService deployments;
    private final Deployables deployables;
    private final DeploymentRunner runner;
    private final WhatIf whatIf;
    private final ArmContext arm;
    private final WebConfig config;
    private final Clock clock;

    @Inject
    public DeploymentsResource(
            DeploymentService deployments,
            Deployables deployables,
            DeploymentRunner runner,
            WhatIf whatIf,
            ArmContext arm,
            WebConfig config,
            Clock clock) {
        this.deployments = deployments;
        this.deployables = deployables;
        this.runner = runner;
        this.whatIf = whatIf;
        this.arm = arm;
        this.config = config;
        this.clock = clock;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public DeploymentsResource() {
        this(null, null, null, null, null, null, null);
    }

    /** A template as it was deployed. */
    record ExportedTemplate(JsonNode template) {}

    @GET
    public ListResponse<DeploymentResponse> list() {
        var in = new DeploymentName(arm.subscription(), arm.path("resourceGroupName"), "");
        return new ListResponse<>(
                deployments.list(arm.caller(), in).stream()
                        .map(DeploymentResponse::from)
                        .toList(),
                null);
    }

    @GET
    @Path("{deploymentName}")
    public DeploymentResponse get() {
        return DeploymentResponse.from(found());
    }

    @HEAD
    @Path("{deploymentName}")
    public Response exists() {
        found();
        return Response.noContent().build();
    }

    @PUT
    @Path("{deploymentName}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(DeploymentResponse.class)
    public Response put(DeploymentRequest request) {
        var plan = read(Actions.DEPLOYMENT_WRITE, request);
        runner.requireRoom();
        var begun = deployments.begin(arm.caller(), name(), plan);
        runner.start(arm.caller(), name(), begun, plan);
        return Response.status(Response.Status.CREATED)
                .entity(DeploymentResponse.from(begun))
                .header(
                        "Azure-AsyncOperation",
                        config.url() + begun.armId() + "/operationStatuses/" + begun.id() + "?api-version="
                                + arm.query("api-version").orElse("2021-04-01"))
                .header("Retry-After", RETRY_AFTER)
                .build();
    }

    @POST
    @Path("{deploymentName}/validate")
    @Consumes(MediaType.APPLICATION_JSON)
    public DeploymentResponse validate(DeploymentRequest request) {
        var plan = read(Actions.DEPLOYMENT_VALIDATE, request);
        return DeploymentResponse.validated(name().armId(), name().name(), plan, UUID.randomUUID(), clock.instant());
    }

    @POST
    @Path("{deploymentName}/whatIf")
    @Consumes(MediaType.APPLICATION_JSON)
    public WhatIfResponse whatIf(DeploymentRequest request) {
        return whatIf.of(arm.caller(), name(), read(Actions.DEPLOYMENT_WHAT_IF, request));
    }

    @POST
    @Path("{deploymentName}/exportTemplate")
    public ExportedTemplate exportTemplate() {
        return new ExportedTemplate(found().template());
    }

    @POST
    @Path("{deploymentName}/cancel")
    public Response cancel() {
        deployments.cancel(arm.caller(), name());
        return Response.noContent().build();
    }

    @DELETE
    @Path("{deploymentName}")
    public Response delete() {
        deployments.delete(arm.caller(), name());
        return Response.noContent().build();
    }

    /** What {@code Azure-AsyncOperation} leads to. */
    @GET
    @Path("{deploymentName}/operationStatuses/{operationId}")
    @Answers(DeploymentStatusResponse.class)
    public Response status() {
        var found = found();
        if (!found.id().toString().equalsIgnoreCase(arm.path("operationId"))) {
            throw BancadaException.notFound(arm.path("operationId"));
        }
        var response = Response.ok(DeploymentStatusResponse.from(found));
        return (found.state().ended() ? response : response.header("Retry-After", RETRY_AFTER)).build();
    }

    @GET
    @Path("{deploymentName}/operations")
    public ListResponse<DeploymentOperationResponse> operations() {
        return new ListResponse<>(DeploymentOperationResponse.all(found()), null);
    }

    @GET
    @Path("{deploymentName}/operations/{operationId}")
    public DeploymentOperationResponse operation() {
        return DeploymentOperationResponse.all(found()).stream()
                .filter(o -> o.operationId().equalsIgnoreCase(arm.path("operationId")))
                .findFirst()
                .orElseThrow(() -> BancadaException.notFound(arm.path("operationId")));
    }

    private TemplateDeployment read(String action, DeploymentRequest request) {
        var plan = deployments.read(arm.caller(), action, name(), request.template(), request.parameters());
        deployables.requireOffered(plan);
        return plan;
    }

    private DeploymentDetails found() {
        return deployments.get(arm.caller(), name());
    }

    private DeploymentName name() {
        return new DeploymentName(arm.subscription(), arm.path("resourceGroupName"), arm.path("deploymentName"));
    }
}
