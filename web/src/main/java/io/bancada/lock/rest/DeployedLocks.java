package io.bancada.lock.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.access.model.Caller;
import io.bancada.access.model.ResourceLock;
import io.bancada.access.model.Scope;
import io.bancada.lock.service.LockService;
import io.bancada.web.Deployable;
import io.bancada.web.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Locks of templates: on the resource group that they are deployed to. */
@ApplicationScoped
public class DeployedLocks implements Deployable {
    private final LockService locks;

    @Inject
    public DeployedLocks(LockService locks) {
        this.locks = locks;
    }

    @SuppressWarnings("NullAway")
    protected DeployedLocks() {
        this(null);
    }

    @Override
    public String type() {
        return ResourceLock.TYPE;
    }

    @Override
    public JsonNode put(Caller caller, Place place, JsonNode body) {
        var request = StrictJson.part(place.name(), body, LockRequest.class);
        var put = locks.put(caller, scope(place), place.name(), request.level(), request.notes());
        return StrictJson.tree(LockResponse.from(put.lock()));
    }

    @Override
    public JsonNode get(Caller caller, Place place) {
        return StrictJson.tree(LockResponse.from(locks.get(caller, scope(place), place.name())));
    }

    private static Scope scope(Place place) {
        return new Scope("/subscriptions/" + place.subscription() + "/resourceGroups/" + place.resourceGroup());
    }
}
