package io.bancada.portal.ui;

import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The workspace that the portal shows: the one that the first start makes. */
@Named("place")
@ApplicationScoped
public class Place {
    private final Installation installation;

    @Inject
    public Place(Installation installation) {
        this.installation = installation;
    }

    @SuppressWarnings("NullAway")
    protected Place() {
        this(null);
    }

    public WorkspaceId id() {
        return new WorkspaceId(installation.subscription(), installation.resourceGroup(), installation.workspace());
    }

    public String getWorkspace() {
        return installation.workspace();
    }

    public String getResourceGroup() {
        return installation.resourceGroup();
    }

    public String getLocation() {
        return installation.location();
    }

    public String getUrl() {
        return installation.url().toString();
    }
}
