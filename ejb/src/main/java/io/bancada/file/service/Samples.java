package io.bancada.file.service;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.file.model.SharePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The examples that come along with the product, put into a person's folder whole. */
final class Samples {
    private static final String FOLDER = "samples";
    private static final String SOURCE = "/io/bancada/file/samples/";
    private static final int MOST_COPIES = 100;

    private final Share share;
    private final ShareTree tree;

    Samples(Share share, ShareTree tree) {
        this.share = share;
        this.tree = tree;
    }

    /** Copies them to {@code samples}, or {@code samples-2} and so on where that is taken. */
    SharePath copy() {
        try {
            var made = share.backRoom(Uploads.ROOM).resolve(UUID.randomUUID().toString());
            folder(made);
            for (var name : names()) {
                write(made, name);
            }
            return place(made);
        } catch (IOException e) {
            throw Share.failed(FOLDER, e);
        }
    }

    private SharePath place(Path made) {
        for (int copy = 1; ; copy++) {
            var target = share.own().child(copy == 1 ? FOLDER : FOLDER + "-" + copy);
            try {
                tree.place(made, target, false);
                return target;
            } catch (BancadaException taken) {
                if (taken.code() != ErrorCode.CONFLICT || copy == MOST_COPIES) {
                    throw taken;
                }
            }
        }
    }

    private void write(Path root, String name) throws IOException {
        var folder = root;
        var names = name.split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            folder = folder.resolve(names[i]);
            folder(folder);
        }
        try (var in = Objects.requireNonNull(Samples.class.getResourceAsStream(SOURCE + name), name)) {
            var content = in.readAllBytes();
            var file = folder.resolve(names[names.length - 1]);
            Files.write(file, content);
            var program = content.length > 2 && content[0] == '#' && content[1] == '!';
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            share.give(file);
        }
    }

    private void folder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            share.makeDirectory(folder);
        }
    }

    /** The samples' paths, in the order of their list. */
    static List<String> names() throws IOException {
        try (var in = Objects.requireNonNull(Samples.class.getResourceAsStream("/io/bancada/file/samples.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
