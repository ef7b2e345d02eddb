package io.bancada.file.service;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/** A file that is open for reading, until it is closed. */
public final class FileContent implements AutoCloseable {
    private final SeekableByteChannel channel;
    private final long bytes;
    private final String name;
    private final Turns.Turn turn;

    FileContent(SeekableByteChannel channel, long bytes, String name, Turns.Turn turn) {
        this.channel = channel;
        this.bytes = bytes;
        this.name = name;
        this.turn = turn;
    }

    /** How many bytes it had when it was opened. */
    public long bytes() {
        return bytes;
    }

    /** Its name, without folders. */
    public String name() {
        return name;
    }

    /** A piece of it; fewer bytes where the file has become shorter. Closing it leaves the file open to be closed. */
    public InputStream piece(long first, long length) throws IOException {
        channel.position(first);
        return new Piece(Channels.newInputStream(channel), length);
    }

    @Override
    public void close() throws IOException {
        try (turn) {
            channel.close();
        }
    }

    private static final class Piece extends FilterInputStream {
        private long left;

        private Piece(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            var count = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public void close() {
            // the file is closed by whoever opened it
        }
    }
}
