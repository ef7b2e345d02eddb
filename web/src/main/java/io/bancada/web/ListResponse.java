package io.bancada.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as ARM writes it.
 *
 * @param nextLink absolute; null on the last page
 */
public record ListResponse<T>(List<T> value, @Nullable String nextLink) {
    public ListResponse {
        value = List.copyOf(value);
    }
}
