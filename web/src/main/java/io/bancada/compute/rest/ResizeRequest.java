package io.bancada.compute.rest;

import io.bancada.web.Fields;
import org.jspecify.annotations.Nullable;

/** ARM's ResizeSchema, with {@code properties} around it or not: the published shapes differ in that. */
record ResizeRequest(@Nullable Schema properties, @Nullable String targetVMSize) {
    record Schema(@Nullable String targetVMSize) {}

    /** The size that is wanted. */
    @Override
    public String targetVMSize() {
        return Fields.required(
                "properties.targetVMSize", properties == null ? targetVMSize : properties.targetVMSize(), 64);
    }
}
