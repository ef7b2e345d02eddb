package io.bancada.asset.rest;

import io.bancada.error.BancadaException;
import io.bancada.web.ArmContext;
import java.util.Locale;
import java.util.Optional;

/** The query parameters that lists of assets have in common. */
public final class AssetLists {
    private AssetLists() {}

    /**
     * Whether {@code $orderBy} asks for the newest first, as az does with {@code createdtime desc}. The OpenAPI names no
     * orders; with any other the oldest come first.
     */
    public static boolean newestFirst(ArmContext arm) {
        return arm.query("$orderBy")
                .map(order -> order.strip().toLowerCase(Locale.ROOT).endsWith(" desc"))
                .orElse(false);
    }

    /** Whether {@code listViewType} asks for archived ones; empty for both, and without it those that are not. */
    public static Optional<Boolean> archived(ArmContext arm) {
        var view = arm.query("listViewType").orElse("ActiveOnly");
        return switch (view.toLowerCase(Locale.ROOT)) {
            case "activeonly" -> Optional.of(false);
            case "archivedonly" -> Optional.of(true);
            case "all" -> Optional.empty();
            default ->
                throw BancadaException.invalid(
                        "listViewType", "Give ActiveOnly, ArchivedOnly or All, not '" + view + "'.");
        };
    }
}
