package io.bancada.asset.service;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A zip archive on disk. Links, devices and other special files in it are refused; archives inside are plain files. */
final class ZipTree implements FileTree, Closeable {
    private static final int TYPE = 0170000;
    private static final int PLAIN = 0100000;
    private static final int FOLDER = 0040000;
    private static final int EXECUTABLE = 0100;

    /** What packs better than this, beyond a small size, was made to fill a disk (S34). */
    private static final int MOST_RATIO = 500;

    private static final int SMALL = 10 << 20;

    private final FileChannel file;
    private final int maxListed;
    private final Map<Long, ZipDirectory.Entry> entries = new HashMap<>();

    ZipTree(Path archive, int maxListed) throws IOException {
        this.file = FileChannel.open(archive, StandardOpenOption.READ);
        this.maxListed = maxListed;
    }

    @Override
    public List<Item> files() throws IOException {
        var items = new ArrayList<Item>();
        for (var entry : new ZipDirectory(file, maxListed).read()) {
            var name = entry.name();
            boolean folder = name.endsWith("/");
            SafePath.require(folder ? name.substring(0, name.length() - 1) : name);
            int type = entry.mode() & TYPE;
            if (type != 0 && type != (folder ? FOLDER : PLAIN)) {
                throw SnapshotRefused.file(name, "upload.special");
            }
            if (!folder) {
                entries.put(entry.start(), entry);
                items.add(new Item(name, (entry.mode() & EXECUTABLE) != 0, entry.bytes(), entry.start()));
            }
        }
        return items;
    }

    @Override
    public InputStream open(Item item) {
        var entry = entries.get(item.position());
        if (entry == null) {
            throw new IllegalArgumentException("not of this archive: " + item.path());
        }
        var packed = new Slice(entry.data(), entry.packed());
        return new Verified(
                entry.method() == ZipDirectory.STORED
                        ? packed
                        : new InflaterInputStream(packed, new Inflater(true)) {
                            @Override
                            public void close() throws IOException {
                                super.close();
                                inf.end();
                            }
                        },
                entry);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The packed bytes of one entry, and none beyond. */
    private final class Slice extends InputStream {
        private long position;
        private long left;

        Slice(long position, long length) {
            this.position = position;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = file.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, left)), position);
            if (read > 0) {
                position += read;
                left -= read;
            }
            return read;
        }
    }

    /** Fails at the first byte more than stated, and at the end when size or checksum are not as stated. */
    private static final class Verified extends CheckedInputStream {
        private final ZipDirectory.Entry entry;
        private long count;

        Verified(InputStream content, ZipDirectory.Entry entry) {
            super(content, new CRC32());
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(buffer, offset, length);
            } catch (java.util.zip.ZipException | java.io.EOFException e) {
                throw SnapshotRefused.file(entry.name(), "upload.damagedFile");
            }
            count += Math.max(read, 0);
            if (count > SMALL && count > entry.packed() * MOST_RATIO) {
                throw SnapshotRefused.file(entry.name(), "upload.bomb", MOST_RATIO);
            }
            if (count > entry.bytes()
                    || (read < 0 && (count != entry.bytes() || getChecksum().getValue() != entry.crc()))) {
                throw SnapshotRefused.file(entry.name(), "upload.otherContent");
            }
            return read;
        }
    }
}
