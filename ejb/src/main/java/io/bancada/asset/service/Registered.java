package io.bancada.asset.service;

import java.util.function.Function;

/**
 * What a PUT of an asset left.
 *
 * @param details the asset as it is now
 * @param created whether it is new
 */
public record Registered<T>(T details, boolean created) {
    /** The same in other words. */
    public <R> Registered<R> map(Function<T, R> mapper) {
        return new Registered<>(mapper.apply(details), created);
    }
}
