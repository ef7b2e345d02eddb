package io.bancada.compute.rest;

import org.jspecify.annotations.Nullable;

/** The name that somebody would like to take. */
record CheckNameRequest(@Nullable String name) {
    String required() {
        return name == null ? "" : name;
    }
}
