package io.bancada.file.service;

import io.bancada.driver.OpenDirectory;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.file.model.FileDetails;
import io.bancada.file.model.FileKind;
import io.bancada.file.model.SharePath;
import io.bancada.message.Message;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * The folders and files of a share that a person has, on disk. A path is gone down name by name through open directories,
 * so that no link that somebody planted leads out of it; anything but plain files and folders is not there.
 */
final class ShareTree {
    private final Share share;
    private final FileRights rights;

    ShareTree(Share share) {
        this.share = share;
        try {
            this.rights = FileRights.of(share);
        } catch (IOException e) {
            throw Share.failed("", e);
        }
    }

    /** A page of what a folder holds, folders first. */
    Page<FileDetails> list(SharePath folder, PageRequest page) {
        if (isAbove(folder)) {
            return new Page<>(tops(folder), Optional.empty());
        }
        try (var directory = open(folder)) {
            require(rights.reads(directory.attributes()), folder);
            // the greatest of those that are kept so far stands first, to be put out by a smaller one
            var kept = new PriorityQueue<FileDetails>(
                    Comparator.comparing(FileDetails::key).reversed());
            for (var name : directory.names()) {
                found(directory, folder, name)
                        .filter(entry -> page.after()
                                .map(k -> entry.key().compareTo(k) > 0)
                                .orElse(true))
                        .ifPresent(entry -> {
                            kept.add(entry);
                            if (kept.size() > page.size() + 1) {
                                kept.remove();
                            }
                        });
            }
            var rows = new ArrayList<>(kept);
            rows.sort(Comparator.comparing(FileDetails::key));
            return Page.of(rows, page.size(), FileDetails::key);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** What stands there. */
    FileDetails get(SharePath path) {
        if (isAbove(path)) {
            return top(path);
        }
        try (var directory = isTop(path) ? open(path) : open(path.parent())) {
            var attributes = isTop(path) ? directory.attributes() : directory.attributes(path.name());
            return details(path, attributes).orElseThrow(() -> Share.absent(path.toString()));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /**
     * Opens a plain file; whoever asked closes it.
     *
     * @param turn ends when it is closed
     */
    FileContent read(SharePath path, Turns.Turn turn) {
        if (isAbove(path) || isTop(path)) {
            throw BancadaException.invalid("path", Message.of("file.noFile", path.toString()));
        }
        try (var directory = open(path.parent())) {
            var attributes = directory.attributes(path.name());
            if (attributes.isDirectory()) {
                throw BancadaException.invalid("path", Message.of("file.noFile", path.toString()));
            }
            require(rights.reads(attributes), path);
            var channel = directory.read(path.name());
            return new FileContent(channel, channel.size(), path.name(), turn);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Goes on only where something new may stand: in a folder that is there and can be added to. */
    void requirePlace(SharePath path, boolean overwrite) {
        requireBelow("path", path);
        try (var directory = open(path.parent())) {
            require(rights.adds(directory.attributes()), path.parent());
            requireFree("path", directory, path, overwrite);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Makes a folder; false when it is there already. */
    boolean makeFolder(SharePath path) {
        requireBelow("path", path);
        try {
            if (isFolder(path)) {
                return false;
            }
            requirePlace(path, false);
            var made = share.backRoom(Uploads.ROOM).resolve(UUID.randomUUID().toString());
            share.makeDirectory(made);
            try {
                place(made, path, false);
            } finally {
                Files.deleteIfExists(made);
            }
            return true;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private boolean isFolder(SharePath path) throws IOException {
        try (var directory = open(path.parent())) {
            return directory
                    .find(path.name())
                    .map(PosixFileAttributes::isDirectory)
                    .orElse(false);
        }
    }

    /**
     * Moves what the server has made whole to where it belongs, at once.
     *
     * @param made in a back room, with its owner and permissions
     */
    void place(Path made, SharePath path, boolean overwrite) {
        requireBelow("path", path);
        try (var directory = open(path.parent());
                var room = OpenDirectory.at(java.util.Objects.requireNonNull(made.getParent()))) {
            require(rights.adds(directory.attributes()), path.parent());
            requireFree("path", directory, path, overwrite);
            room.move(made.getFileName().toString(), directory, path.name());
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Gives what stands there another name or another folder. */
    void move(SharePath from, SharePath to, boolean overwrite) {
        requireBelow("from", from);
        requireBelow("to", to);
        if (to.isWithin(from)) {
            throw BancadaException.invalid("to", Message.of("file.intoItself", from.toString()));
        }
        try (var source = open(from.parent());
                var target = open(to.parent())) {
            var entry = source.attributes(from.name());
            if (details(from, entry).isEmpty()) {
                throw Share.absent(from.toString());
            }
            require(rights.takes(source.attributes(), entry), from);
            require(rights.adds(target.attributes()), to.parent());
            requireFree("to", target, to, overwrite && entry.isRegularFile());
            source.move(from.name(), target, to.name());
        } catch (IOException e) {
            throw failed(from, e);
        }
    }

    /**
     * Removes what stands there; a folder with all that is in it goes to the trash at once, for {@link Trash} to remove.
     *
     * @return whether there was something
     */
    boolean remove(SharePath path, boolean recursive) {
        requireBelow("path", path);
        try (var directory = open(path.parent())) {
            var entry = directory.find(path.name());
            if (entry.isEmpty()) {
                return false;
            }
            require(rights.takes(directory.attributes(), entry.orElseThrow()), path);
            if (!entry.orElseThrow().isDirectory()) {
                directory.deleteFile(path.name());
            } else if (recursive) {
                try (var trash = OpenDirectory.at(share.backRoom(Trash.ROOM))) {
                    directory.move(path.name(), trash, UUID.randomUUID().toString());
                }
            } else {
                directory.deleteDirectory(path.name());
            }
            return true;
        } catch (DirectoryNotEmptyException e) {
            throw BancadaException.conflict("path", Message.of("file.notEmpty", path.toString()));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private void requireFree(String field, OpenDirectory directory, SharePath path, boolean overwrite)
            throws IOException {
        var there = directory.find(path.name());
        if (there.isEmpty()) {
            return;
        }
        if (!overwrite || there.orElseThrow().isDirectory()) {
            throw BancadaException.conflict(field, Message.of("file.exists", path.toString()));
        }
        require(rights.takes(directory.attributes(), there.orElseThrow()), path);
    }

    private Optional<FileDetails> found(OpenDirectory directory, SharePath folder, String name) throws IOException {
        if (!SharePath.isName(name)) {
            return Optional.empty();
        }
        return directory.find(name).flatMap(attributes -> details(folder.child(name), attributes));
    }

    private static Optional<FileDetails> details(SharePath path, PosixFileAttributes found) {
        var modified = found.lastModifiedTime().toInstant();
        if (found.isDirectory()) {
            return Optional.of(new FileDetails(path, FileKind.directory, 0, modified));
        }
        return found.isRegularFile()
                ? Optional.of(new FileDetails(path, FileKind.file, found.size(), modified))
                : Optional.empty();
    }

    /** The share itself and {@code Users}, in which the person sees nothing but their own. */
    private static boolean isAbove(SharePath path) {
        return path.isRoot() || path.names().equals(List.of(SharePath.USERS));
    }

    private boolean isTop(SharePath path) {
        return path.equals(share.own()) || path.equals(Share.shared());
    }

    private List<FileDetails> tops(SharePath above) {
        return above.isRoot()
                ? List.of(get(Share.shared()), get(SharePath.ROOT.child(SharePath.USERS)))
                : List.of(get(share.own()));
    }

    private FileDetails top(SharePath path) {
        try {
            var modified = Files.getLastModifiedTime(share.root().resolve(path.toString()));
            return new FileDetails(path, FileKind.directory, 0, modified.toInstant());
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private OpenDirectory open(SharePath folder) throws IOException {
        if (isAbove(folder)) {
            throw BancadaException.invalid("path", Message.of("file.fixed", folder.toString(), share.folder()));
        }
        var top = folder.isWithin(share.own()) ? share.own() : Share.shared();
        if (!folder.isWithin(top)) {
            throw Share.absent(folder.toString());
        }
        var directory = OpenDirectory.at(share.root().resolve(top.toString()));
        for (var name :
                folder.names().subList(top.names().size(), folder.names().size())) {
            try (var above = directory) {
                require(rights.enters(above.attributes()), folder);
                directory = above.enter(name);
            }
        }
        return directory;
    }

    private void requireBelow(String field, SharePath path) {
        if (isAbove(path) || isTop(path)) {
            throw BancadaException.invalid(field, Message.of("file.fixed", path.toString(), share.folder()));
        }
    }

    private static void require(boolean may, SharePath path) {
        if (!may) {
            throw new BancadaException(
                    ErrorCode.FORBIDDEN, path.toString(), Message.of("file.notYours", path.toString()));
        }
    }

    private static BancadaException failed(SharePath path, IOException e) {
        // ELOOP (a link where a directory should be) has no exception of its own
        return e instanceof NoSuchFileException
                        || e instanceof NotDirectoryException
                        || (e.getClass() == FileSystemException.class
                                && String.valueOf(e.getMessage()).contains("symbolic link"))
                ? Share.absent(path.toString())
                : Share.failed(path.toString(), e);
    }
}
