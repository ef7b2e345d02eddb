package io.bancada.job.service;

import java.nio.ByteBuffer;

/**
 * A piece of a log.
 *
 * @param bytes what stands there, read-only
 * @param nextOffset where the next piece begins
 * @param complete whether nothing will follow {@code nextOffset} any more
 */
public record LogChunk(ByteBuffer bytes, long nextOffset, boolean complete) {
    /** A piece from bytes that nobody else holds. */
    static LogChunk of(byte[] bytes, long nextOffset, boolean complete) {
        return new LogChunk(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), nextOffset, complete);
    }
}
