package io.bancada.catalog.model;

/**
 * What a machine holds or a limit allows: virtual cores, memory and whole GPUs.
 *
 * @param cores virtual cores, 0 or more
 * @param memoryMiB memory in MiB, 0 or more
 * @param gpus whole GPUs, 0 or more
 */
public record Resources(int cores, long memoryMiB, int gpus) {
    public Resources {
        if (cores < 0 || memoryMiB < 0 || gpus < 0) {
            throw new IllegalArgumentException(
                    "resources are never negative: " + cores + " cores, " + memoryMiB + " MiB, " + gpus + " GPUs");
        }
    }

    /** Whether a machine with these resources can carry one that needs {@code needed}. */
    public boolean covers(Resources needed) {
        return cores >= needed.cores && memoryMiB >= needed.memoryMiB && gpus >= needed.gpus;
    }
}
