package io.bancada.quota.rest;

import io.bancada.error.BancadaException;
import io.bancada.web.Fields;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The body of Quotas_Update. */
record QuotaUpdateRequest(
        @Nullable String location, @Nullable List<@Nullable Item> value) {
    private static final int MOST = 500;
    private static final int LONGEST_ID = 1000;

    record Item(@Nullable String id, @Nullable Long limit) {}

    /** A limit that is to be set. */
    record Change(String id, QuotaName name, long limit) {}

    /**
     * The limits to set, all of them readable before the first is set.
     *
     * @throws BancadaException 400 naming the field
     */
    List<Change> changes(String ofLocation) {
        if (location != null && !location.toLowerCase(Locale.ROOT).equals(ofLocation.toLowerCase(Locale.ROOT))) {
            throw BancadaException.invalid(
                    "location", "The body is about '" + location + "', the path about '" + ofLocation + "'.");
        }
        if (value == null || value.isEmpty() || value.size() > MOST) {
            throw BancadaException.invalid("value", "Give 1 to " + MOST + " quotas to update.");
        }
        return IntStream.range(0, value.size())
                .mapToObj(i -> change("value[" + i + "]", value.get(i)))
                .toList();
    }

    private static Change change(String field, @Nullable Item item) {
        if (item == null || item.limit() == null) {
            throw BancadaException.invalid(field + ".limit", "limit is required; give a number of cores.");
        }
        var id = Fields.required(field + ".id", item.id(), LONGEST_ID);
        return new Change(id, QuotaName.parse(field + ".id", id), item.limit());
    }
}
