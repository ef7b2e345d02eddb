package io.bancada.compute.rest;

import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.web.Fields;
import org.jspecify.annotations.Nullable;

/** Whom to give an instance to, as ARM's PersonalComputeInstanceSettings says it. */
record HandOverRequest(@Nullable AssignedUser assignedUser) {
    record AssignedUser(@Nullable String objectId, @Nullable String tenantId) {}

    Assignee person() {
        return new Assignee(
                Fields.required("assignedUser.objectId", assignedUser == null ? null : assignedUser.objectId(), 255),
                Fields.required("assignedUser.tenantId", assignedUser == null ? null : assignedUser.tenantId(), 255));
    }
}
