package io.bancada.quota.rest;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.quota.model.QuotaRequestStatus;
import io.bancada.quota.service.QuotaRequestService;
import io.bancada.quota.service.QuotaService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Optional;

/** Usages and Quotas, and beside them what people asked for. */
@Path(ArmPaths.LOCATION)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class QuotasResource {
    private final QuotaService quotas;
    private final QuotaRequestService requests;
    private final ArmContext arm;

    @Inject
    public QuotasResource(QuotaService quotas, QuotaRequestService requests, ArmContext arm) {
        this.quotas = quotas;
        this.requests = requests;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public QuotasResource() {
        this(null, null, null);
    }

    @GET
    @Path("usages")
    public ListResponse<LimitResponse> usages() {
        var lines = quotas.usages(arm.caller(), arm.subscription(), location());
        return new ListResponse<>(
                lines.stream()
                        .map(u -> LimitResponse.usage(arm.subscription(), location(), u))
                        .toList(),
                null);
    }

    @GET
    @Path("quotas")
    public ListResponse<LimitResponse> quotas() {
        var lines = quotas.usages(arm.caller(), arm.subscription(), location());
        return new ListResponse<>(
                lines.stream()
                        .map(u -> LimitResponse.quota(arm.subscription(), location(), u))
                        .toList(),
                null);
    }

    /** What all workspaces asked for here, for whoever decides. */
    @GET
    @Path("quotaRequests")
    public ListResponse<QuotaRequestResponse> quotaRequests() {
        return arm.list(
                requests.listByLocation(arm.caller(), arm.subscription(), location(), status(arm), arm.page()),
                QuotaRequestResponse::from);
    }

    @POST
    @Path("updateQuotas")
    @Consumes(MediaType.APPLICATION_JSON)
    public ListResponse<LimitResponse> update(QuotaUpdateRequest request) {
        return new ListResponse<>(
                request.changes(location()).stream().map(this::update).toList(), null);
    }

    /** ARM answers for each quota by itself: one that cannot be set does not stop the others. */
    private LimitResponse update(QuotaUpdateRequest.Change change) {
        try {
            return LimitResponse.updated(
                    change.id(),
                    quotas.update(
                            arm.caller(),
                            arm.subscription(),
                            location(),
                            change.name().family(),
                            change.name().priority(),
                            change.limit()));
        } catch (BancadaException e) {
            if (e.code() != ErrorCode.INVALID_PARAMETER) {
                throw e;
            }
            var unknown = e.target().filter("id"::equals).isPresent();
            return LimitResponse.refused(change.id(), unknown ? "InvalidVMFamilyName" : "Failure");
        }
    }

    /** The filter {@code status} of a list of requests; empty for all of them. */
    static Optional<QuotaRequestStatus> status(ArmContext arm) {
        return arm.query("status")
                .map(word -> Arrays.stream(QuotaRequestStatus.values())
                        .filter(s -> s.name().equalsIgnoreCase(word))
                        .findFirst()
                        .orElseThrow(() -> BancadaException.invalid(
                                "status",
                                "'" + word + "' is none of " + Arrays.toString(QuotaRequestStatus.values()) + ".")));
    }

    private String location() {
        return arm.path("location");
    }
}
