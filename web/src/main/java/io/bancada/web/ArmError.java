package io.bancada.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARM's error body. */
public record ArmError(Detail error) {
    /**
     * What is wrong.
     *
     * @param code one word for programs
     * @param message what to do, for people
     * @param target the field or resource that it is about
     * @param details more of the same
     */
    public record Detail(
            String code, String message, @Nullable String target, List<Detail> details) {}

    /** An error without details. */
    public static ArmError of(String code, String message, @Nullable String target) {
        return new ArmError(new Detail(code, message, target, List.of()));
    }
}
