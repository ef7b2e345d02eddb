package io.bancada.compute.model;

import io.bancada.message.Message;
import java.time.Instant;

/**
 * A sign of work on a compute instance.
 *
 * @param at when it was given last
 * @param detail for people
 */
public record Evidence(EvidenceKind kind, Instant at, Message detail) {}
