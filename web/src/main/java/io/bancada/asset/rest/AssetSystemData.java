package io.bancada.asset.rest;

import io.bancada.asset.model.AssetStamps;
import io.bancada.web.SystemData;

/** Who made and last changed an asset. */
public final class AssetSystemData {
    private AssetSystemData() {}

    public static SystemData of(AssetStamps stamps) {
        return SystemData.of(stamps.createdAt(), stamps.createdByName(), stamps.modifiedAt(), stamps.modifiedByName());
    }
}
