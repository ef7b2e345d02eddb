package io.bancada.workspace.service;

import io.bancada.workspace.model.Workspace;

/**
 * A CDI event, fired in the transaction that deletes a workspace: whoever still holds something in it throws a 409, and
 * whoever keeps rows of it removes them.
 */
public record WorkspaceEmptying(Workspace workspace) {}
