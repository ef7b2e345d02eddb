package io.bancada.deployment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.access.model.Caller;
import io.bancada.deployment.service.DeploymentName;
import io.bancada.deployment.service.References;
import io.bancada.deployment.service.TemplateDeployment;
import io.bancada.deployment.service.TemplateResource;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.web.Deployable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The types of resources that templates can make. */
@ApplicationScoped
public class Deployables {
    private final Iterable<Deployable> all;

    @Inject
    public Deployables(@Any Instance<Deployable> all) {
        this.all = all;
    }

    @SuppressWarnings("NullAway")
    protected Deployables() {
        this(null);
    }

    /**
     * Goes on only where all that a template makes can be made here.
     *
     * @throws BancadaException 400 InvalidTemplate naming the resource
     */
    void requireOffered(TemplateDeployment plan) {
        var resources = plan.resources();
        for (var i = 0; i < resources.size(); i++) {
            var type = resources.get(i).type();
            if (find(type).isEmpty()) {
                throw new BancadaException(
                        ErrorCode.INVALID_TEMPLATE,
                        plan.place(i) + ".type",
                        "Resources of type '" + type + "' are not offered here; offered are "
                                + StreamSupport.stream(all.spliterator(), false)
                                        .map(Deployable::type)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
        }
    }

    /** Makes a resource, or makes it what the template says; as the API shows it then. */
    JsonNode put(Caller caller, DeploymentName in, TemplateResource resource, JsonNode body) {
        return find(resource.type()).orElseThrow().put(caller, place(in, resource), body);
    }

    /** The resource as the API shows it. */
    Optional<JsonNode> find(Caller caller, DeploymentName in, TemplateResource resource) {
        return find(resource.type()).flatMap(d -> shown(() -> d.get(caller, place(in, resource))));
    }

    /** What {@code reference()} looks at: resources of the same resource group. */
    References references(Caller caller, DeploymentName in, TemplateDeployment plan) {
        return called -> {
            var id = plan.idOf(called);
            return plan.resources().stream()
                    .filter(r -> r.id().equalsIgnoreCase(id))
                    .findFirst()
                    .or(() -> parse(in, id))
                    .flatMap(r -> find(caller, in, r))
                    .orElseThrow(() -> new References.Needed(id));
        };
    }

    /** Paths of what resources of a type take and never show. */
    Set<String> neverShown(String type) {
        return find(type).map(Deployable::neverShown).orElse(Set.of());
    }

    private Optional<Deployable> find(String type) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(d -> d.type().equalsIgnoreCase(type))
                .findFirst();
    }

    private static Optional<TemplateResource> parse(DeploymentName in, String id) {
        var root = in.group().id() + "/providers/";
        return id.regionMatches(true, 0, root, 0, root.length())
                ? TemplateResource.parse(id, id.substring(root.length()))
                : Optional.empty();
    }

    private static Optional<JsonNode> shown(Supplier<JsonNode> read) {
        try {
            return Optional.of(read.get());
        } catch (BancadaException e) {
            if (e.code().status() == ErrorCode.NOT_FOUND.status()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Deployable.Place place(DeploymentName in, TemplateResource resource) {
        return new Deployable.Place(in.subscription(), in.resourceGroup(), resource.names());
    }
}
