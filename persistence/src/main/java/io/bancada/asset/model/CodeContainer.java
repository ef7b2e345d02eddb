package io.bancada.asset.model;

import io.bancada.access.model.Caller;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** The name under which versions of code stand. */
@Entity
@Table(name = "code_container")
public class CodeContainer extends AssetContainer {
    protected CodeContainer() {}

    public CodeContainer(Workspace workspace, String name, AssetTexts texts, Caller by, Instant at) {
        super(workspace, name, texts, by, at);
    }
}
