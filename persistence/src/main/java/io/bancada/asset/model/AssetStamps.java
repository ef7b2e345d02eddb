package io.bancada.asset.model;

import java.time.Instant;

/**
 * Who made an asset and who changed it last: ARM's systemData.
 *
 * @param createdBy subject of the person
 * @param createdByName name of the person
 * @param modifiedByName name of the person
 */
public record AssetStamps(
        Instant createdAt, String createdBy, String createdByName, Instant modifiedAt, String modifiedByName) {}
