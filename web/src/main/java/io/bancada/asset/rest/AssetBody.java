package io.bancada.asset.rest;

import io.bancada.asset.model.AssetTexts;
import io.bancada.error.BancadaException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what every asset's body has in common; a limit that the database has is said here with the field. */
public final class AssetBody {
    private static final int LONGEST_DESCRIPTION = 4000;
    private static final int LONGEST_MAP = 30_000;

    private AssetBody() {}

    /** The texts of a body; null stands for what is not said. */
    public static AssetTexts texts(
            @Nullable String description,
            @Nullable Map<String, @Nullable String> tags,
            @Nullable Map<String, @Nullable String> properties,
            @Nullable Boolean archived) {
        var text = description == null ? "" : description;
        require("properties.description", text.length(), LONGEST_DESCRIPTION);
        return new AssetTexts(
                text,
                values("properties.tags", tags),
                values("properties.properties", properties),
                Boolean.TRUE.equals(archived));
    }

    /** A key with the value null is as good as no key. */
    private static Map<String, String> values(String field, @Nullable Map<String, @Nullable String> map) {
        if (map == null) {
            return Map.of();
        }
        var values = map.entrySet().stream()
                .filter(e -> e.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> String.valueOf(e.getValue())));
        // As JSON no character takes more than six.
        int length = values.entrySet().stream()
                .mapToInt(e -> 6 * (e.getKey().length() + e.getValue().length()) + 6)
                .sum();
        require(field, length / 6, LONGEST_MAP / 6);
        return values;
    }

    private static void require(String field, int length, int longest) {
        if (length > longest) {
            throw BancadaException.invalid(field, "Give at most " + longest + " characters.");
        }
    }
}
