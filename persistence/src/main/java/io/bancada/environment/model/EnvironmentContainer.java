package io.bancada.environment.model;

import io.bancada.access.model.Caller;
import io.bancada.asset.model.AssetContainer;
import io.bancada.asset.model.AssetTexts;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** The name under which versions of an environment stand. */
@Entity
@Table(name = "environment_container")
public class EnvironmentContainer extends AssetContainer {
    protected EnvironmentContainer() {}

    public EnvironmentContainer(Workspace workspace, String name, AssetTexts texts, Caller by, Instant at) {
        super(workspace, name, texts, by, at);
    }
}
