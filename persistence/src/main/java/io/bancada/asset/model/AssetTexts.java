package io.bancada.asset.model;

import java.util.Map;

/**
 * What people write about an asset, as ARM's ResourceBase names it.
 *
 * @param description empty when there is none
 * @param tags to find it again
 * @param properties what tools keep with it
 * @param archived whether lists leave it out unless asked
 */
public record AssetTexts(
        String description, Map<String, String> tags, Map<String, String> properties, boolean archived) {
    /** Nothing written. */
    public static final AssetTexts NONE = new AssetTexts("", Map.of(), Map.of(), false);

    public AssetTexts {
        tags = Map.copyOf(tags);
        properties = Map.copyOf(properties);
    }
}
