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
            throw SnapshotRefused.file(path, "its path is absolute");
        }
        if (path.indexOf('\\') >= 0) {
            throw SnapshotRefused.file(path, "its path has a backslash; use '/' between folders");
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw SnapshotRefused.file(path, "its path has a control character");
        }
        if (bytes(path) > LONGEST_PATH) {
            throw SnapshotRefused.file(path, "its path is longer than " + LONGEST_PATH + " bytes");
        }
        var names = path.split("/", -1);
        if (names.length > DEEPEST) {
            throw SnapshotRefused.file(path, "it lies deeper than " + DEEPEST + " folders");
        }
        for (var name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw SnapshotRefused.file(path, "its path has an empty name, '.' or '..'");
            }
            if (bytes(name) > LONGEST_NAME) {
                throw SnapshotRefused.file(path, "a name in it is longer than " + LONGEST_NAME + " bytes");
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
            throw SnapshotRefused.file(text, "its path is no text");
        }
    }
}
