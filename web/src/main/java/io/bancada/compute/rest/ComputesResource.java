package io.bancada.compute.rest;

import io.bancada.audit.rest.EventResponse;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.compute.service.AmlComputeRequest;
import io.bancada.compute.service.AmlComputeService;
import io.bancada.compute.service.ComputeInstanceService;
import io.bancada.compute.service.ComputeService;
import io.bancada.compute.service.InstanceApps;
import io.bancada.compute.service.InstanceSshService;
import io.bancada.error.BancadaException;
import io.bancada.operation.model.Accepted;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.Fields;
import io.bancada.web.ListResponse;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;

/** Compute: what all kinds have in common; what only one kind has is in its own records and service. */
@Path(ArmPaths.WORKSPACE + "/computes")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ComputesResource {
    private final ComputeService computes;
    private final AmlComputeService clusters;
    private final ComputeInstanceService instances;
    private final InstanceSshService ssh;
    private final ComputePut puts;
    private final InstanceApps apps;
    private final Installation installation;
    private final ArmContext arm;

    @Inject
    public ComputesResource(
            ComputeService computes,
            AmlComputeService clusters,
            ComputeInstanceService instances,
            InstanceSshService ssh,
            ComputePut puts,
            InstanceApps apps,
            Installation installation,
            ArmContext arm) {
        this.computes = computes;
        this.clusters = clusters;
        this.instances = instances;
        this.ssh = ssh;
        this.puts = puts;
        this.apps = apps;
        this.installation = installation;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ComputesResource() {
        this(null, null, null, null, null, null, null, null);
    }

    @GET
    public ListResponse<ComputeResponse> list() {
        return arm.list(computes.list(arm.caller(), arm.workspace(), filter(), arm.page()), this::response);
    }

    @GET
    @Path("{computeName}")
    public ComputeResponse get() {
        return response(computes.get(arm.caller(), arm.workspace(), name()));
    }

    @PUT
    @Path("{computeName}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(ComputeResponse.class)
    public Response put(ComputeRequest request) {
        var accepted = puts.put(arm.caller(), arm.workspace(), name(), request);
        return arm.accepted(accepted, accepted.resource().location(), this::response);
    }

    @PATCH
    @Path("{computeName}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(ComputeResponse.class)
    public Response patch(ComputeRequest request) {
        var accepted = clusters.patch(arm.caller(), arm.workspace(), name(), AmlComputeBody.change(request));
        return arm.accepted(accepted, accepted.resource().location(), this::response);
    }

    @DELETE
    @Path("{computeName}")
    public Response delete() {
        return computes.delete(arm.caller(), arm.workspace(), name(), detach())
                .map(a -> arm.accepted(a.operation(), a.resource().location()))
                .orElseGet(() -> Response.noContent().build());
    }

    @POST
    @Path("{computeName}/start")
    public Response start() {
        return moving(instances.start(arm.caller(), arm.workspace(), name(), Trigger.User));
    }

    @POST
    @Path("{computeName}/stop")
    public Response stop() {
        return moving(instances.stop(arm.caller(), arm.workspace(), name(), Trigger.User));
    }

    @POST
    @Path("{computeName}/restart")
    public Response restart() {
        return moving(instances.restart(arm.caller(), arm.workspace(), name(), Trigger.User));
    }

    private Response moving(Accepted<ComputeDetails> accepted) {
        return arm.accepted(accepted.operation(), accepted.resource().location());
    }

    @POST
    @Path("{computeName}/listNodes")
    public NodesResponse listNodes() {
        var page = computes.listNodes(arm.caller(), arm.workspace(), name(), arm.page());
        return new NodesResponse(page.items().stream().map(NodeResponse::from).toList(), arm.nextLink(page));
    }

    /** The SDKs follow {@code nextLink} with GET. */
    @GET
    @Path("{computeName}/listNodes")
    public NodesResponse listMoreNodes() {
        return listNodes();
    }

    @GET
    @Path("{computeName}/history")
    public ListResponse<EventResponse> history() {
        return arm.list(computes.history(arm.caller(), arm.workspace(), name(), arm.page()), EventResponse::from);
    }

    @POST
    @Path("{computeName}/previewQuota")
    @Consumes(MediaType.APPLICATION_JSON)
    public QuotaPreviewResponse previewQuota(ComputeRequest body) {
        var request = AmlComputeBody.creation(body);
        return QuotaPreviewResponse.from(clusters.preview(
                arm.caller(),
                arm.workspace(),
                request.vmSize().orElse(""),
                request.vmPriority().orElse(VmPriority.Dedicated),
                request.minNodeCount().orElse(0),
                request.maxNodeCount().orElse(AmlComputeRequest.DEFAULT_MAX_NODES)));
    }

    @GET
    @Path("{computeName}/capabilities")
    public CapabilitiesResponse capabilities() {
        return CapabilitiesResponse.from(computes.get(arm.caller(), arm.workspace(), name()));
    }

    /** Azure takes a key only when an instance is created; a person for whom somebody else did so gives it here. */
    @POST
    @Path("{computeName}/updateSshKey")
    @Consumes(MediaType.APPLICATION_JSON)
    public ComputeResponse updateSshKey(SshKeyRequest request) {
        var keys = Fields.required("adminPublicKey", request.adminPublicKey(), 8000);
        return response(ssh.giveKeys(arm.caller(), arm.workspace(), name(), keys));
    }

    /** How an attached machine is. */
    @GET
    @Path("{computeName}/health")
    public MachineHealthResponse health() {
        return MachineHealthResponse.from(computes.get(arm.caller(), arm.workspace(), name()));
    }

    /** {@code createdBy=}, {@code assignedTo=} and {@code computeType=}, which ARM does not have. */
    private ComputeFilter filter() {
        var type = arm.query("computeType")
                .map(t -> Arrays.stream(ComputeType.values())
                        .filter(known -> known.name().equalsIgnoreCase(t))
                        .findFirst()
                        .orElseThrow(() -> BancadaException.invalid(
                                "computeType", "Give one of " + Arrays.toString(ComputeType.values()) + ".")));
        return ComputeFilter.ALL.by(type, person("createdBy"), person("assignedTo"));
    }

    /** An object id, or {@code me}. */
    private Optional<String> person(String parameter) {
        return arm.query(parameter).map(given -> {
            if (given.isBlank()) {
                throw BancadaException.invalid(parameter, "Give a person's object id, or me.");
            }
            return given.equalsIgnoreCase("me") ? arm.caller().subject() : given;
        });
    }

    private ComputeResponse response(ComputeDetails details) {
        return ComputeResponse.from(details, installation.tenant().toString(), apps);
    }

    private String name() {
        return arm.path("computeName");
    }

    private boolean detach() {
        var action = arm.query("underlyingResourceAction")
                .orElseThrow(() -> BancadaException.invalid(
                        "underlyingResourceAction",
                        "underlyingResourceAction is required; an attached machine takes Detach, all else Delete."));
        if (!action.equalsIgnoreCase("Delete") && !action.equalsIgnoreCase("Detach")) {
            throw BancadaException.invalid(
                    "underlyingResourceAction", "'" + action + "' is no action; use Delete or Detach.");
        }
        return action.equalsIgnoreCase("Detach");
    }
}
