package io.bancada.operation.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.operation.model.Operation;
import io.bancada.operation.model.OperationDetails;
import io.bancada.operation.model.OperationRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Long-running operations. */
@Stateless
public class OperationService {
    private OperationRepository operations;
    private Access access;
    private Clock clock;

    @Inject
    public OperationService(OperationRepository operations, Access access, Clock clock) {
        this.operations = operations;
        this.access = access;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected OperationService() {}

    /**
     * What {@code Azure-AsyncOperation} answers. Bound to the resource: whoever may not read the resource may not poll.
     *
     * @throws BancadaException 404 for an id that is not known or not the caller's to see
     */
    public OperationDetails get(Caller caller, UUID id) {
        var operation = operations.find(id).orElseThrow(() -> BancadaException.notFound(id.toString()));
        var read = operation.action().replaceFirst("/[^/]+(/action)?$", "/read");
        if (!operation.startedBy().equals(caller.subject())
                && !access.allows(caller, read, new Scope(operation.resourceId()))) {
            throw BancadaException.notFound(id.toString());
        }
        return OperationDetails.from(operation);
    }

    /** Begins an operation in the caller's transaction; an earlier one on the same resource gives way. */
    public Operation begin(String resourceId, String action, Caller caller) {
        operations.open(resourceId).forEach(o -> o.cancel(clock.instant()));
        var operation = new Operation(resourceId, action, caller.subject(), clock.instant());
        operations.add(operation);
        return operation;
    }

    /** The operation that is under way on the resource, if any. */
    public Optional<UUID> under(String resourceId) {
        return operations.open(resourceId).stream().findFirst().map(Operation::id);
    }

    /** What was asked of the resource is done. */
    public void succeed(String resourceId) {
        operations.open(resourceId).forEach(o -> o.succeed(clock.instant()));
    }

    /** What was asked of the resource cannot be done. */
    public void fail(String resourceId, ErrorCode code, Message message) {
        operations.open(resourceId).forEach(o -> o.fail(code, message, clock.instant()));
    }
}
