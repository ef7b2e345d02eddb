package io.bancada.operation.service;

import io.bancada.workspace.model.WorkspaceId;

/**
 * Something that a page shows has changed; whoever shows it reads it anew.
 *
 * @param workspace where it belongs
 * @param collection {@code computes}, {@code jobs} or {@code quotaRequests}
 * @param name the resource's name, or {@link #MANY}
 */
public record ResourceChange(WorkspaceId workspace, String collection, String name) {
    /** Stands for several resources of the collection at once. */
    public static final String MANY = "*";
}
