package io.bancada.compute.service;

import java.nio.ByteBuffer;

/**
 * A piece of the log of a setup script.
 *
 * @param bytes what stands there, read-only
 * @param nextOffset where the next piece begins
 * @param complete whether nothing will follow {@code nextOffset} any more
 */
public record SetupLogChunk(ByteBuffer bytes, long nextOffset, boolean complete) {}
