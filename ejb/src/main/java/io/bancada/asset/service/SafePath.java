package io.bancada.asset.service;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The rule for names of uploaded files: what passes stays below the folder that it is resolved against. */
final class SafePath {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 1024;
    private static final int DEEPEST = 64;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private SafePath() {}

    /**
     * Goes on only for a relative path with {@code /} between its names.
     *
     * @return the path itself
     */
    static String require(String path) {
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            throw SnapshotRefused.file(path, "upload.absolute");
        }
        if (path.indexOf('\\') >= 0) {
            throw SnapshotRefused.file(path, "upload.backslash");
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw SnapshotRefused.file(path, "upload.control");
        }
        if (bytes(path) > LONGEST_PATH) {
            throw SnapshotRefused.file(path, "upload.longPath", LONGEST_PATH);
        }
        var names = path.split("/", -1);
        if (names.length > DEEPEST) {
            throw SnapshotRefused.file(path, "upload.deep", DEEPEST);
        }
        for (var name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw SnapshotRefused.file(path, "upload.dots");
            }
            if (bytes(name) > LONGEST_NAME) {
                throw SnapshotRefused.file(path, "upload.longName", LONGEST_NAME);
            }
        }
        return path;
    }

    private static int bytes(String text) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
        } catch (CharacterCodingException e) {
            throw SnapshotRefused.file(text, "upload.noText");
        }
    }
}
