package io.bancada.app.service;

import java.time.Instant;
import java.util.Optional;

/**
 * What an app says of the work in it. It comes from the app, and so from its person: good to keep an instance running,
 * and for nothing else.
 *
 * @param busyKernels kernels that compute now
 * @param kernelUsed when a kernel was used last; empty where there is none
 * @param terminalUsed when a terminal took or gave something last; empty where there is none
 */
public record AppActivity(int busyKernels, Optional<Instant> kernelUsed, Optional<Instant> terminalUsed) {
    /** No work. */
    public static final AppActivity NONE = new AppActivity(0, Optional.empty(), Optional.empty());
}
