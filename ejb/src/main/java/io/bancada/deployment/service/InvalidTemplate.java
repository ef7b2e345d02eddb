package io.bancada.deployment.service;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;

/** A template that cannot be deployed, with the place that is wrong. */
final class InvalidTemplate {
    private static final int LONGEST = 1000;

    private InvalidTemplate() {}

    /**
     * The refusal.
     *
     * @param place such as {@code properties.template.resources[0].name}
     */
    static BancadaException at(String place, String why) {
        return new BancadaException(
                ErrorCode.INVALID_TEMPLATE, place, why.length() > LONGEST ? why.substring(0, LONGEST) + "..." : why);
    }
}
