package io.bancada.compute.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.access.model.Caller;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.service.ComputeService;
import io.bancada.compute.service.InstanceApps;
import io.bancada.web.Deployable;
import io.bancada.web.StrictJson;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Computes of templates. */
@ApplicationScoped
public class DeployedComputes implements Deployable {
    private final ComputePut puts;
    private final ComputeService computes;
    private final InstanceApps apps;
    private final Installation installation;

    @Inject
    public DeployedComputes(ComputePut puts, ComputeService computes, InstanceApps apps, Installation installation) {
        this.puts = puts;
        this.computes = computes;
        this.apps = apps;
        this.installation = installation;
    }

    @SuppressWarnings("NullAway")
    protected DeployedComputes() {
        this(null, null, null, null);
    }

    @Override
    public String type() {
        return "Microsoft.MachineLearningServices/workspaces/computes";
    }

    @Override
    public Set<String> neverShown() {
        return Set.of("properties.properties.userAccountCredentials");
    }

    @Override
    public JsonNode put(Caller caller, Place place, JsonNode body) {
        var request = StrictJson.part(place.name(), body, ComputeRequest.class);
        return shown(puts.put(caller, place.workspace(), place.name(), request).resource());
    }

    @Override
    public JsonNode get(Caller caller, Place place) {
        return shown(computes.get(caller, place.workspace(), place.name()));
    }

    private JsonNode shown(ComputeDetails details) {
        return StrictJson.tree(
                ComputeResponse.from(details, installation.tenant().toString(), apps));
    }
}
