package io.bancada.web;

import java.time.Instant;

/** ARM's systemData: who made and last changed a resource, and when. */
public record SystemData(
        Instant createdAt,
        String createdBy,
        String createdByType,
        Instant lastModifiedAt,
        String lastModifiedBy,
        String lastModifiedByType) {
    /** A resource that people made and changed. */
    public static SystemData of(Instant createdAt, String createdBy, Instant modifiedAt, String modifiedBy) {
        return new SystemData(createdAt, createdBy, "User", modifiedAt, modifiedBy, "User");
    }
}
