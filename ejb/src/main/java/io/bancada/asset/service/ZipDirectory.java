package io.bancada.asset.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the central directory of a zip archive, and refuses whatever a careful archiver never writes: entries that share
 * bytes, sizes that cannot be, encryption, zip64 (an archive within our limits needs none), methods other than stored
 * and deflated. The directory is bounded before any of it is read, so that a million entries cost nothing.
 */
final class ZipDirectory {
    static final int LOCAL_HEADER = 30;
    static final int STORED = 0;
    static final int DEFLATED = 8;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int CENTRAL_HEADER = 46;
    private static final int END_HEADER = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int MEAN_ENTRY = 512;
    private static final int ENCRYPTED = 0x0041;

    private final FileChannel file;
    private final int maxListed;

    ZipDirectory(FileChannel file, int maxListed) {
        this.file = file;
        this.maxListed = maxListed;
    }

    /**
     * One entry as the directory states it.
     *
     * @param name as stored
     * @param method {@link #STORED} or {@link #DEFLATED}
     * @param crc of the content
     * @param packed bytes in the archive
     * @param bytes bytes of the content
     * @param mode Unix mode, 0 when the archiver kept none
     * @param start of the local header
     * @param data start of the packed bytes
     */
    record Entry(String name, int method, long crc, long packed, long bytes, int mode, long start, long data) {}

    List<Entry> read() throws IOException {
        var end = end();
        int count = end.getShort(10) & 0xFFFF;
        long size = end.getInt(12) & 0xFFFFFFFFL;
        long start = end.getInt(16) & 0xFFFFFFFFL;
        if (count != (end.getShort(8) & 0xFFFF) || start + size > file.size()) {
            throw SnapshotRefused.because("upload.notPlain");
        }
        if (count > maxListed || size > (long) maxListed * MEAN_ENTRY) {
            throw SnapshotRefused.tooLarge("upload.listed", maxListed);
        }
        var directory = bytes(start, (int) size);
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(directory, start));
        }
        if (directory.hasRemaining()) {
            throw SnapshotRefused.because("upload.fewer");
        }
        requireApart(entries, start);
        return entries;
    }

    private ByteBuffer end() throws IOException {
        int length = (int) Math.min(file.size(), END_HEADER + LONGEST_COMMENT);
        var tail = bytes(file.size() - length, length);
        for (int at = length - END_HEADER; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE && at + END_HEADER + (tail.getShort(at + 20) & 0xFFFF) == length) {
                return tail.slice(at, END_HEADER).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw SnapshotRefused.because("upload.noZip");
    }

    private Entry entry(ByteBuffer directory, long limit) throws IOException {
        requireRemaining(directory, CENTRAL_HEADER);
        int at = directory.position();
        if (directory.getInt(at) != CENTRAL_SIGNATURE) {
            throw SnapshotRefused.because("upload.damaged");
        }
        int nameLength = directory.getShort(at + 28) & 0xFFFF;
        int more = (directory.getShort(at + 30) & 0xFFFF) + (directory.getShort(at + 32) & 0xFFFF);
        directory.position(at + CENTRAL_HEADER);
        requireRemaining(directory, nameLength + more);
        var rawName = new byte[nameLength];
        directory.get(rawName);
        directory.position(directory.position() + more);
        var name = name(rawName);
        int flags = directory.getShort(at + 8);
        int method = directory.getShort(at + 10);
        long packed = directory.getInt(at + 20) & 0xFFFFFFFFL;
        long size = directory.getInt(at + 24) & 0xFFFFFFFFL;
        long start = directory.getInt(at + 42) & 0xFFFFFFFFL;
        if ((flags & ENCRYPTED) != 0) {
            throw SnapshotRefused.file(name, "upload.encrypted");
        }
        if (method != STORED && method != DEFLATED) {
            throw SnapshotRefused.file(name, "upload.method");
        }
        if ((method == STORED && packed != size) || packed > limit || start + LOCAL_HEADER > limit) {
            throw SnapshotRefused.file(name, "upload.sizes");
        }
        return new Entry(
                name,
                method,
                directory.getInt(at + 16) & 0xFFFFFFFFL,
                packed,
                size,
                directory.getInt(at + 38) >>> 16,
                start,
                data(name, rawName, start));
    }

    /** Where the packed bytes start; the local header has to name the same file. */
    private long data(String name, byte[] rawName, long start) throws IOException {
        var local = bytes(start, LOCAL_HEADER);
        int nameLength = local.getShort(26) & 0xFFFF;
        if (local.getInt(0) != LOCAL_SIGNATURE
                || nameLength != rawName.length
                || !bytes(start + LOCAL_HEADER, nameLength).equals(ByteBuffer.wrap(rawName))) {
            throw SnapshotRefused.file(name, "upload.disagrees");
        }
        return start + LOCAL_HEADER + nameLength + (local.getShort(28) & 0xFFFF);
    }

    private static void requireApart(List<Entry> entries, long limit) {
        var ordered =
                entries.stream().sorted(Comparator.comparingLong(Entry::start)).toList();
        long free = 0;
        for (var entry : ordered) {
            if (entry.start() < free) {
                throw SnapshotRefused.file(entry.name(), "upload.overlaps");
            }
            free = entry.data() + entry.packed();
            if (free > limit) {
                throw SnapshotRefused.file(entry.name(), "upload.sizes");
            }
        }
    }

    private static String name(byte[] raw) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SnapshotRefused.because("upload.encoding");
        }
    }

    private static void requireRemaining(ByteBuffer directory, int length) {
        if (directory.remaining() < length) {
            throw SnapshotRefused.because("upload.damaged");
        }
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {}
        if (buffer.hasRemaining()) {
            throw SnapshotRefused.because("upload.endsEarly");
        }
        return buffer.flip();
    }
}
