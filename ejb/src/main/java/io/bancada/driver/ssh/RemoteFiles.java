package io.bancada.driver.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.DriverException;
import io.bancada.driver.FileEntry;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings what work has left on a machine that is not ours. The machine's agent follows no link; here nothing that it
 * says leads out of the target, whoever wrote it.
 */
final class RemoteFiles {
    private static final int CHUNK = 4 << 20;
    private static final int MOST_FILES = 100_000;

    private final SshConnection connection;
    private final Map<String, Object> node;
    private final long fetchLimit;

    /** @param node what names the node in a request */
    RemoteFiles(SshConnection connection, Map<String, Object> node, long fetchLimit) {
        this.connection = connection;
        this.node = node;
        this.fetchLimit = fetchLimit;
    }

    byte[] read(CapsuleId id, String path, long offset, int length) {
        checkPath(path);
        if (path.isEmpty()) {
            throw absent(path);
        }
        byte[] whole = readOnce(id, path, offset, Math.min(length, CHUNK));
        if (whole.length < CHUNK || length <= CHUNK) {
            return whole;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).put(whole);
        byte[] next = whole;
        while (next.length > 0 && buffer.hasRemaining()) {
            next = readOnce(id, path, offset + buffer.position(), Math.min(buffer.remaining(), CHUNK));
            buffer.put(next);
        }
        return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }

    private byte[] readOnce(CapsuleId id, String path, long offset, int length) {
        return connection
                .ask(request("read", id, Map.of("path", path, "offset", offset, "length", length)))
                .body();
    }

    List<FileEntry> list(CapsuleId id, String directory, int limit) {
        checkPath(directory);
        Reply reply = connection.ask(request("files", id, Map.of("path", directory, "limit", limit)));
        if (!reply.get("directory").asBoolean()) {
            throw absent(directory);
        }
        return entries(reply, directory, limit).stream()
                .sorted(Comparator.comparing(FileEntry::path))
                .toList();
    }

    void fetch(CapsuleId id, String path, Path target) {
        checkPath(path);
        Reply reply = connection.ask(request("files", id, Map.of("path", path, "limit", MOST_FILES + 1)));
        List<FileEntry> files = entries(reply, path, MOST_FILES + 1);
        if (files.size() > MOST_FILES) {
            throw new DriverException.Rejected(Message.of("driver.tooManyFiles", MOST_FILES));
        }
        if (files.stream().mapToLong(FileEntry::bytes).sum() > fetchLimit) {
            throw new DriverException.Rejected(Message.of("driver.tooMuchToBring", fetchLimit));
        }
        try {
            boolean directory = reply.get("directory").asBoolean();
            Files.createDirectories(directory ? target : target.toAbsolutePath().getParent());
            for (FileEntry file : files) {
                fetchFile(id, file, directory ? below(target, path, file) : target);
            }
        } catch (FileAlreadyExistsException e) {
            throw new DriverException.Rejected(Message.of("driver.pathTwice"), e);
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotWrite", target.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    private static Path below(Path target, String path, FileEntry file) throws IOException {
        Path to = target.resolve(path.isEmpty() ? file.path() : file.path().substring(path.length() + 1));
        Path parent = to.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return to;
    }

    private void fetchFile(CapsuleId id, FileEntry file, Path target) throws IOException {
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == file.bytes()
                && Files.getLastModifiedTime(target).toMillis()
                        == file.modified().toEpochMilli()) {
            return;
        }
        try (SeekableByteChannel out = Files.newByteChannel(
                target,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS))) {
            long at = 0; // what it grows by meanwhile is not followed: a writer could outrun us for ever
            while (at < file.bytes()) {
                byte[] piece = readOnce(id, file.path(), at, (int) Math.min(CHUNK, file.bytes() - at));
                if (piece.length == 0) {
                    break;
                }
                ByteBuffer buffer = ByteBuffer.wrap(piece);
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                at += piece.length;
            }
        } catch (DriverException.NotFound removedMeanwhile) {
            return;
        }
        Files.setLastModifiedTime(target, FileTime.from(file.modified()));
    }

    private static List<FileEntry> entries(Reply reply, String path, int limit) {
        List<FileEntry> found = new ArrayList<>();
        for (JsonNode file : reply.get("files")) {
            String name = file.path("path").asText();
            boolean inside = path.isEmpty() || name.equals(path) || name.startsWith(path + "/");
            if (!inside || !isPath(name) || file.path("bytes").asLong(-1) < 0 || found.size() >= limit) {
                throw new DriverException.Unavailable(Message.of("driver.noSense"));
            }
            found.add(new FileEntry(
                    name,
                    file.path("bytes").asLong(),
                    Instant.ofEpochMilli(file.path("modified").asLong())));
        }
        return found;
    }

    private Map<String, Object> request(String op, CapsuleId id, Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(node);
        request.put("op", op);
        request.put("id", id.value());
        request.putAll(more);
        return request;
    }

    private static void checkPath(String path) {
        if (!path.isEmpty() && !isPath(path)) {
            throw absent(path);
        }
    }

    private static boolean isPath(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf(0) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static DriverException.NotFound absent(String path) {
        return new DriverException.NotFound(Message.of("driver.noFile", path));
    }
}
