package io.bancada.operation.rest;

import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.operation.model.OperationDetails;
import io.bancada.operation.service.OperationService;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmError;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What {@code Azure-AsyncOperation} and {@code Location} lead to. */
@Path(ArmPaths.LOCATION)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OperationsResource {
    private final OperationService operations;
    private final ArmContext arm;

    @Inject
    public OperationsResource(OperationService operations, ArmContext arm) {
        this.operations = operations;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public OperationsResource() {
        this(null, null);
    }

    @GET
    @Path("computeOperationsStatus/{operationId}")
    @Answers(OperationResponse.class)
    public Response status() {
        var operation = OperationResponse.from(arm.requestPath(), operation());
        var response = Response.ok(operation);
        return (operation.endTime() == null ? response.header("Retry-After", 1) : response).build();
    }

    @GET
    @Path("computeOperationsResults/{operationId}")
    public Response result() {
        var operation = operation();
        return switch (operation.status()) {
            case InProgress -> arm.accepted(operation.id(), arm.path("location"));
            case Succeeded -> Response.noContent().build();
            case Failed, Canceled ->
                Response.status(Response.Status.CONFLICT)
                        .entity(ArmError.of(
                                operation.errorCode().orElse("OperationCanceled"),
                                operation
                                        .errorMessage()
                                        .orElse(Message.of("operation.replaced"))
                                        .english(),
                                operation.resourceId()))
                        .build();
        };
    }

    private OperationDetails operation() {
        return operations.get(arm.caller(), id(arm.path("operationId")));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw BancadaException.notFound(text);
        }
    }
}
