package io.bancada.driver;

import java.util.List;

/**
 * A Python program that is likely to be started first on a machine, so that its modules may be loaded before.
 *
 * @param program absolute path of the program, as a capsule's command names it
 * @param modules what it imports; what cannot be imported is left to the program
 */
public record Preload(String program, List<String> modules) {
    public Preload {
        modules = List.copyOf(modules);
        if (!program.startsWith("/")) {
            throw new IllegalArgumentException("the program must be an absolute path: " + program);
        }
    }
}
