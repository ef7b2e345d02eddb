package io.bancada.asset.service;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zip archives byte by byte, those too that no archiver would write. */
final class ZipBytes {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;
    private int lastStart;

    /** What may be said about an entry, truly or not. */
    static final class Entry {
        private byte[] name;
        private byte[] localName;
        private byte[] content;
        private boolean deflated = true;
        private int flags = 0x0800;
        private int method = -1;
        private int mode = 0100644;
        private long statedSize = -1;
        private long statedPacked = -1;
        private long statedCrc = -1;
        private boolean sharesPrevious;

        Entry(byte[] name, byte[] content) {
            this.name = name;
            this.localName = name;
            this.content = content;
        }

        Entry localName(String other) {
            localName = other.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        Entry mode(int unix) {
            mode = unix;
            return this;
        }

        Entry stored() {
            deflated = false;
            return this;
        }

        Entry method(int other) {
            method = other;
            return this;
        }

        Entry encrypted() {
            flags |= 1;
            return this;
        }

        Entry stating(long size) {
            statedSize = size;
            return this;
        }

        Entry statingPacked(long size) {
            statedPacked = size;
            return this;
        }

        Entry statingCrc(long crc) {
            statedCrc = crc;
            return this;
        }

        Entry sharingPrevious() {
            sharesPrevious = true;
            return this;
        }
    }

    static Entry file(String name, String content) {
        return new Entry(name.getBytes(StandardCharsets.UTF_8), content.getBytes(StandardCharsets.UTF_8));
    }

    static Entry file(byte[] name, byte[] content) {
        return new Entry(name, content);
    }

    static byte[] of(Entry... entries) {
        var zip = new ZipBytes();
        for (var entry : entries) {
            zip.add(entry);
        }
        return zip.bytes(entries.length);
    }

    void add(Entry e) {
        var crc = new CRC32();
        crc.update(e.content);
        long sum = e.statedCrc < 0 ? crc.getValue() : e.statedCrc;
        var packed = e.deflated ? deflate(e.content) : e.content;
        int method = e.method >= 0 ? e.method : e.deflated ? 8 : 0;
        long size = e.statedSize < 0 ? e.content.length : e.statedSize;
        long packedSize = e.statedPacked < 0 ? packed.length : e.statedPacked;
        int start = e.sharesPrevious ? lastStart : body.size();
        lastStart = start;
        if (!e.sharesPrevious) {
            var local = header(30 + e.localName.length);
            local.putInt(0x04034b50).putShort((short) 20).putShort((short) e.flags);
            local.putShort((short) method).putInt(0).putInt((int) sum);
            local.putInt((int) packedSize).putInt((int) size);
            local.putShort((short) e.localName.length).putShort((short) 0).put(e.localName);
            write(body, local);
            body.writeBytes(packed);
        }
        var central = header(46 + e.name.length);
        central.putInt(0x02014b50).putShort((short) 0x0314).putShort((short) 20).putShort((short) e.flags);
        central.putShort((short) method).putInt(0).putInt((int) sum);
        central.putInt((int) packedSize).putInt((int) size).putShort((short) e.name.length);
        central.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        central.putInt(e.mode << 16).putInt(start).put(e.name);
        write(directory, central);
        count++;
    }

    byte[] bytes(int statedCount) {
        var end = header(22);
        end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        end.putShort((short) statedCount).putShort((short) statedCount);
        end.putInt(directory.size()).putInt(body.size()).putShort((short) 0);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(directory.toByteArray());
        write(whole, end);
        return whole.toByteArray();
    }

    int count() {
        return count;
    }

    private static void write(ByteArrayOutputStream out, ByteBuffer header) {
        var bytes = new byte[header.capacity()];
        header.get(0, bytes);
        out.writeBytes(bytes);
    }

    private static ByteBuffer header(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflate(byte[] content) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
