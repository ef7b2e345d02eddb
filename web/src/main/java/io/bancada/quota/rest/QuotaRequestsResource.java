package io.bancada.quota.rest;

import io.bancada.quota.model.QuotaRequestDetails;
import io.bancada.quota.service.QuotaRequestService;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Requests for more cores: asked in a workspace, decided by whoever may change the location's limits. */
@Path(ArmPaths.WORKSPACE + "/quotaRequests")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class QuotaRequestsResource {
    private final QuotaRequestService requests;
    private final ArmContext arm;

    @Inject
    public QuotaRequestsResource(QuotaRequestService requests, ArmContext arm) {
        this.requests = requests;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public QuotaRequestsResource() {
        this(null, null);
    }

    @GET
    public ListResponse<QuotaRequestResponse> list() {
        return arm.list(
                requests.list(arm.caller(), arm.workspace(), QuotasResource.status(arm), arm.page()),
                QuotaRequestResponse::from);
    }

    @GET
    @Path("{requestName}")
    public QuotaRequestResponse get() {
        return QuotaRequestResponse.from(requests.get(arm.caller(), arm.workspace(), name()));
    }

    @PUT
    @Path("{requestName}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(QuotaRequestResponse.class)
    public Response put(QuotaAskRequest body) {
        var asked = requests.ask(arm.caller(), arm.workspace(), name(), body.ask());
        return Response.status(asked.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(QuotaRequestResponse.from(asked.request()))
                .build();
    }

    @POST
    @Path("{requestName}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    public QuotaRequestResponse approve(QuotaDecisionRequest body) {
        return response(requests.approve(arm.caller(), arm.workspace(), name(), body.granted(), body.words()));
    }

    @POST
    @Path("{requestName}/decline")
    @Consumes(MediaType.APPLICATION_JSON)
    public QuotaRequestResponse decline(QuotaDecisionRequest body) {
        return response(requests.decline(arm.caller(), arm.workspace(), name(), body.words()));
    }

    @POST
    @Path("{requestName}/cancel")
    public QuotaRequestResponse cancel() {
        return response(requests.cancel(arm.caller(), arm.workspace(), name()));
    }

    private static QuotaRequestResponse response(QuotaRequestDetails request) {
        return QuotaRequestResponse.from(request);
    }

    private String name() {
        return arm.path("requestName");
    }
}
