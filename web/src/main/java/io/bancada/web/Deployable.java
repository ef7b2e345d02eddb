package io.bancada.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.access.model.Caller;
import io.bancada.workspace.model.WorkspaceId;
import java.util.List;
import java.util.Set;

/**
 * A type of resource that templates can make. It stands beside the resource of the API, reads the same body and calls the
 * same service: a template can do nothing that a request cannot.
 */
public interface Deployable {
    /** ARM's type, such as {@code Microsoft.MachineLearningServices/workspaces/computes}. */
    String type();

    /**
     * Makes the resource, or makes it what the body says.
     *
     * @return the resource as the API shows it; with {@code properties.provisioningState} where that takes time
     */
    JsonNode put(Caller caller, Place place, JsonNode body);

    /**
     * The resource as the API shows it.
     *
     * @throws io.bancada.error.BancadaException 404 where there is none
     */
    JsonNode get(Caller caller, Place place);

    /** Paths of what is taken and never shown, such as passwords: nobody can say whether it would change. */
    default Set<String> neverShown() {
        return Set.of();
    }

    /**
     * Which resource is meant.
     *
     * @param names as many as the type has parts behind the provider
     */
    record Place(String subscription, String resourceGroup, List<String> names) {
        public Place {
            names = List.copyOf(names);
        }

        /** The workspace that the first name is of. */
        public WorkspaceId workspace() {
            return new WorkspaceId(subscription, resourceGroup, names.get(0));
        }

        /** The last name. */
        public String name() {
            return names.get(names.size() - 1);
        }
    }
}
