package io.bancada.compute.service;

import java.util.Optional;

/**
 * Whether a compute name can be taken (I2).
 *
 * @param reason {@code Invalid} or {@code AlreadyExists}, as ARM says it; empty when available
 * @param message what to do; empty when available
 */
public record NameAvailability(boolean available, Optional<String> reason, String message) {}
