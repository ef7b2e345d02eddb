package io.bancada.file.service;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.file.model.SharePath;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;

/**
 * A workspace's share as one person has it: the same as that person's instances see below {@code /share}. Beside the two
 * folders it holds what is the server's alone: uploads that are not whole, and what is being removed.
 *
 * @param root of the share
 * @param folder the name of the person's folder below {@code Users/}
 * @param uid the user number that the person's files must belong to; empty where all files are the server's
 */
record Share(Path root, String folder, OptionalInt uid) {
    private static final int EVERYBODYS_MODE = 01777;

    /** The person's own folder. */
    SharePath own() {
        return SharePath.ROOT.child(SharePath.USERS).child(folder);
    }

    /** The folder of everybody. */
    static SharePath shared() {
        return SharePath.ROOT.child(SharePath.SHARED);
    }

    /** Makes the two folders where they are not there yet. */
    void furnish() {
        try {
            var mine = root.resolve(SharePath.USERS).resolve(folder);
            if (!Files.isDirectory(mine, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(mine);
                Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwx------"));
                give(mine);
            }
            var everybodys = root.resolve(SharePath.SHARED);
            if (!Files.isDirectory(everybodys, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(everybodys);
                if (uid.isPresent()) {
                    Files.setAttribute(everybodys, "unix:mode", EVERYBODYS_MODE, LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (IOException e) {
            throw failed("", e);
        }
    }

    /** A directory of the server's alone, on the same disk as the files of people. */
    Path backRoom(String name) throws IOException {
        var room = root.resolve(name);
        Files.createDirectories(room);
        Files.setPosixFilePermissions(room, PosixFilePermissions.fromString("rwx------"));
        return room;
    }

    /** Makes a directory in a back room, to be the person's. */
    void makeDirectory(Path made) throws IOException {
        Files.createDirectory(made);
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        give(made);
    }

    /** Makes what stands in a back room the person's. */
    void give(Path made) throws IOException {
        if (uid.isPresent()) {
            Files.setAttribute(made, "unix:gid", uid.orElseThrow(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(made, "unix:uid", uid.orElseThrow(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** What the disk refused, as a caller is told. */
    static BancadaException failed(String path, IOException e) {
        var why = String.valueOf(e.getMessage());
        return why.contains("No space left") || why.contains("quota exceeded")
                ? new BancadaException(ErrorCode.INSUFFICIENT_STORAGE, path, Message.of("file.full"))
                : new BancadaException(ErrorCode.UNAVAILABLE, path, Message.of("file.disk", why));
    }

    static BancadaException absent(String path) {
        return new BancadaException(ErrorCode.NOT_FOUND, path, Message.of("file.absent", path));
    }
}
