package io.bancada.driver;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a deadline. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Await() {}

    /** Returns once the condition holds; fails when it does not within 20 s. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, condition, () -> "");
    }

    /** Returns once the condition holds; fails when it does not within 20 s, with what there is instead. */
    public static void until(String what, BooleanSupplier condition, Supplier<Object> instead) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + DEADLINE + ": " + what + "; " + instead.get());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }
}
