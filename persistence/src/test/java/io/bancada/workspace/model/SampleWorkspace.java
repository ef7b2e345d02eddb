package io.bancada.workspace.model;

import java.time.Instant;
import java.util.Map;

/** A workspace for tests that are not about workspaces. */
public final class SampleWorkspace {
    /** The moment at which everything in tests begins. */
    public static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private SampleWorkspace() {}

    /** {@code main} in the resource group {@code default}, at the location {@code local}. */
    public static Workspace main() {
        return new Workspace(new ResourceGroup("default", "local", Map.of()), "main", "local", "Admin", AT);
    }
}
