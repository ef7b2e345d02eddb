package io.bancada.file.service;

import io.bancada.access.model.Caller;
import io.bancada.audit.service.Audit;
import io.bancada.driver.OwnsFiles;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.PersonFolders;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.OptionalInt;

/** What work on files reads and writes in the database, in a transaction of its own. Called by the product itself alone. */
@Stateless
public class ShareRows {
    private Workspaces workspaces;
    private PersonFolders folders;
    private Audit audit;
    private Instance<OwnsFiles> owners;

    @Inject
    public ShareRows(Workspaces workspaces, PersonFolders folders, Audit audit, Instance<OwnsFiles> owners) {
        this.workspaces = workspaces;
        this.folders = folders;
        this.audit = audit;
        this.owners = owners;
    }

    @SuppressWarnings("NullAway")
    protected ShareRows() {}

    /** The share as the caller has it. */
    public Share find(Caller caller, WorkspaceId id) {
        var workspace = workspaces.get(id);
        var uid = owners.stream()
                .map(provider -> provider.owner(caller.subject()))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
        return new Share(workspaces.share(workspace), folders.of(caller.subject(), caller.name()), uid);
    }

    /** One change by the caller. */
    public void record(Caller caller, String action, WorkspaceId workspace, String detail) {
        audit.record(caller, action, workspace.arm() + "/files", detail);
    }
}
