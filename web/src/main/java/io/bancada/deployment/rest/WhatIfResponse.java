package io.bancada.deployment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** ARM's WhatIfOperationResult. */
record WhatIfResponse(String status, Properties properties) {
    record Properties(UUID correlationId, List<Change> changes) {}

    /**
     * What a deployment would do to one resource.
     *
     * @param changeType Create, Modify, NoChange, or Deploy where that can be said only once others are there
     */
    record Change(
            String resourceId,
            String changeType,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable List<Delta> delta) {}

    record Delta(
            String path,
            String propertyChangeType,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    static WhatIfResponse of(List<Change> changes) {
        return new WhatIfResponse("Succeeded", new Properties(UUID.randomUUID(), changes));
    }
}
