package io.bancada.lock.rest;

import io.bancada.access.model.Scope;
import io.bancada.error.BancadaException;
import io.bancada.lock.service.LockService;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ListResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** ManagementLocks, at whichever scope a subclass has in its path. */
@Produces(MediaType.APPLICATION_JSON)
public abstract class ScopedLocks {
    private final LockService locks;
    private final ArmContext arm;

    protected ScopedLocks(LockService locks, ArmContext arm) {
        this.locks = locks;
        this.arm = arm;
    }

    /** What the path names before the provider of locks. */
    protected abstract Scope scope(ArmContext request);

    /** As on Azure: the locks at the scope and below it; with {@code atScope()}, those that hold at the scope itself. */
    @GET
    public ListResponse<LockResponse> list() {
        var filter = arm.query("$filter").map(f -> f.replace(" ", ""));
        if (filter.isPresent() && !filter.orElseThrow().equalsIgnoreCase("atScope()")) {
            throw BancadaException.invalid("$filter", "The only filter of locks is atScope().");
        }
        var found = filter.isPresent() ? locks.holding(arm.caller(), scope(arm)) : locks.list(arm.caller(), scope(arm));
        return new ListResponse<>(found.stream().map(LockResponse::from).toList(), null);
    }

    @GET
    @Path("{lockName}")
    public LockResponse get() {
        return LockResponse.from(locks.get(arm.caller(), scope(arm), name()));
    }

    @PUT
    @Path("{lockName}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(LockResponse.class)
    public Response put(LockRequest request) {
        var put = locks.put(arm.caller(), scope(arm), name(), request.level(), request.notes());
        return Response.status(put.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(LockResponse.from(put.lock()))
                .build();
    }

    @DELETE
    @Path("{lockName}")
    public Response delete() {
        var was = locks.delete(arm.caller(), scope(arm), name());
        return Response.status(was ? Response.Status.OK : Response.Status.NO_CONTENT)
                .build();
    }

    private String name() {
        return arm.path("lockName");
    }
}
