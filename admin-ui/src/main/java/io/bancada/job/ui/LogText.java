package io.bancada.job.ui;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Text from a piece of a log, cut where a character ends.
 *
 * @param text what can be shown; broken bytes become the replacement character
 * @param bytes how many bytes of the piece it stands for
 */
record LogText(String text, int bytes) {
    /**
     * The text of a piece.
     *
     * @param last whether nothing will follow, so that a cut character will never be whole
     */
    static LogText of(ByteBuffer piece, boolean last) {
        var bytes = new byte[piece.remaining()];
        piece.duplicate().get(bytes);
        var length = last ? bytes.length : bytes.length - unfinished(bytes);
        return new LogText(new String(bytes, 0, length, StandardCharsets.UTF_8), length);
    }

    /** How many bytes at the end begin a character that is not all there. */
    private static int unfinished(byte[] bytes) {
        for (var back = 1; back <= Math.min(3, bytes.length); back++) {
            var b = bytes[bytes.length - back] & 0xff;
            if ((b & 0xc0) == 0xc0) {
                var needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
                return needed > back ? back : 0;
            }
            if ((b & 0xc0) != 0x80) {
                return 0;
            }
        }
        return 0;
    }
}
