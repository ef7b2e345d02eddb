package io.bancada.compute.rest;

import io.bancada.compute.service.NameAvailability;
import org.jspecify.annotations.Nullable;

/** ARM's CheckNameAvailabilityResponse. */
record CheckNameResponse(
        boolean nameAvailable,
        @Nullable String reason,
        @Nullable String message) {
    static CheckNameResponse from(NameAvailability a) {
        return new CheckNameResponse(
                a.available(), a.reason().orElse(null), a.message().isEmpty() ? null : a.message());
    }
}
