package io.bancada.file.model;

import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a file or a folder stands in a workspace's share. Its names lead downwards only; what stands there, and whether
 * a name leads elsewhere by a link, is for whoever opens it to see.
 *
 * @param names from the share down; none for the share itself
 */
public record SharePath(List<String> names) {
    /** The folder that holds a folder for each person. */
    public static final String USERS = "Users";

    /** The folder of everybody. */
    public static final String SHARED = "Shared";

    /** The share itself. */
    public static final SharePath ROOT = new SharePath(List.of());

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 4000;
    private static final int DEEPEST = 100;

    public SharePath {
        names = List.copyOf(names);
    }

    /**
     * The path in a text with {@code /} between names; the empty text is the share itself.
     *
     * @param field what to name when it is no path
     * @throws BancadaException 400 when a name is empty, {@code .} or {@code ..}, has a control character or more than 255
     *     bytes, or when the path is too long or too deep
     */
    public static SharePath parse(String field, String text) {
        if (text.isEmpty()) {
            return ROOT;
        }
        if (text.length() > LONGEST_PATH) {
            throw BancadaException.invalid(field, Message.of("file.longPath", LONGEST_PATH));
        }
        var names = List.of(text.split("/", -1));
        if (names.size() > DEEPEST) {
            throw BancadaException.invalid(field, Message.of("file.deep", DEEPEST));
        }
        names.forEach(name -> requireName(field, name));
        return new SharePath(names);
    }

    /** Whether a name that was found on disk can be asked for. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> Character.isISOControl(c) || c == '/' || c == '\uFFFD')
                && bytes(name) <= LONGEST_NAME;
    }

    private static void requireName(String field, String name) {
        if (isName(name)) {
            return;
        }
        throw BancadaException.invalid(
                field,
                bytes(name) > LONGEST_NAME && bytes(name) < Integer.MAX_VALUE
                        ? Message.of("file.longName", LONGEST_NAME)
                        : Message.of("file.name"));
    }

    /** Length in UTF-8; the greatest number for what is no text. */
    private static int bytes(String name) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(name))
                    .remaining();
        } catch (CharacterCodingException e) {
            return Integer.MAX_VALUE;
        }
    }

    public boolean isRoot() {
        return names.isEmpty();
    }

    /** The last name; empty for the share itself. */
    public String name() {
        return isRoot() ? "" : names.get(names.size() - 1);
    }

    /** The folder that it stands in; the share stands in itself. */
    public SharePath parent() {
        return isRoot() ? this : new SharePath(names.subList(0, names.size() - 1));
    }

    /** What stands in it under a name. */
    public SharePath child(String name) {
        var below = new ArrayList<>(names);
        below.add(name);
        return new SharePath(below);
    }

    /** Whether it is the other, or below it. */
    public boolean isWithin(SharePath other) {
        return names.size() >= other.names.size()
                && names.subList(0, other.names.size()).equals(other.names);
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }
}
