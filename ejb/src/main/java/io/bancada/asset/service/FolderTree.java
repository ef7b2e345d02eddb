package io.bancada.asset.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** A folder on disk; links and special files in it are refused. */
final class FolderTree implements FileTree {
    private final Path root;
    private final int maxListed;

    FolderTree(Path root, int maxListed) {
        this.root = root;
        this.maxListed = maxListed;
    }

    @Override
    public List<Item> files() throws IOException {
        var items = new ArrayList<Item>();
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return items;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            private int listed;

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                count();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                count();
                var path = SafePath.require(root.relativize(file).toString());
                if (!attributes.isRegularFile()) {
                    throw SnapshotRefused.file(path, "upload.special");
                }
                items.add(new Item(path, Files.isExecutable(file), attributes.size(), 0));
                return FileVisitResult.CONTINUE;
            }

            private void count() {
                if (++listed > maxListed) {
                    throw SnapshotRefused.tooLarge("upload.listed", maxListed);
                }
            }
        });
        return items;
    }

    @Override
    public InputStream open(Item item) throws IOException {
        return Files.newInputStream(
                root.resolve(SafePath.require(item.path())), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
}
