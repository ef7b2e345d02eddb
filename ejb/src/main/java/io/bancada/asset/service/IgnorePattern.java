package io.bancada.asset.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of an ignore file, as git reads it. Matched without regular expressions: a wildcard steps back to the last
 * {@code *} only, so that a pattern made to be slow is not (the file comes with the upload).
 */
final class IgnorePattern {
    private static final String ANY_DEPTH = "**";

    private final List<String> names;
    private final boolean negated;
    private final boolean foldersOnly;

    private IgnorePattern(List<String> names, boolean negated, boolean foldersOnly) {
        this.names = names;
        this.negated = negated;
        this.foldersOnly = foldersOnly;
    }

    /** The pattern of a line; empty for a blank line or a comment. */
    static Optional<IgnorePattern> parse(String line) {
        var text = withoutTrailingBlanks(line);
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        var negated = text.startsWith("!");
        text = negated ? text.substring(1) : text;
        var foldersOnly = text.endsWith("/");
        text = foldersOnly ? text.substring(0, text.length() - 1) : text;
        var anchored = text.indexOf('/') >= 0;
        text = text.startsWith("/") ? text.substring(1) : text;
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var names = new ArrayList<String>();
        if (!anchored) {
            names.add(ANY_DEPTH);
        }
        for (var name : text.split("/", -1)) {
            // Two of them in a row say no more than one.
            if (!name.equals(ANY_DEPTH)
                    || names.isEmpty()
                    || !names.get(names.size() - 1).equals(ANY_DEPTH)) {
                names.add(name);
            }
        }
        return Optional.of(new IgnorePattern(List.copyOf(names), negated, foldersOnly));
    }

    /** Whether a match takes the file back in. */
    boolean negated() {
        return negated;
    }

    /** Whether the pattern names this path, which is relative to the ignore file's folder. */
    boolean matches(List<String> path, boolean folder) {
        return (folder || !foldersOnly) && matchesNames(path);
    }

    private boolean matchesNames(List<String> path) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (p < path.size()) {
            if (n < names.size() && names.get(n).equals(ANY_DEPTH)) {
                star = n++;
                resume = p;
                if (n == names.size()) {
                    // A trailing ** names everything inside; the folder itself ended the loop before it.
                    return true;
                }
            } else if (n < names.size() && matchesName(names.get(n), path.get(p))) {
                n++;
                p++;
            } else if (star >= 0) {
                n = star + 1;
                p = ++resume;
            } else {
                return false;
            }
        }
        return n == names.size();
    }

    private static boolean matchesName(String pattern, String name) {
        int p = 0;
        int i = 0;
        int star = -1;
        int resume = 0;
        while (i < name.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? step(pattern, p, name.charAt(i)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = i;
            } else if (next >= 0) {
                p = next;
                i++;
            } else if (star >= 0) {
                p = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on when its element at {@code p} takes the character; -1 when it does not. */
    private static int step(String pattern, int p, char c) {
        char element = pattern.charAt(p);
        if (element == '?') {
            return p + 1;
        }
        if (element == '[') {
            return inClass(pattern, p, c);
        }
        if (element == '\\') {
            return p + 1 < pattern.length() && pattern.charAt(p + 1) == c ? p + 2 : -1;
        }
        return element == c ? p + 1 : -1;
    }

    private static int inClass(String pattern, int start, char c) {
        int p = start + 1;
        boolean inverted = p < pattern.length() && (pattern.charAt(p) == '!' || pattern.charAt(p) == '^');
        p += inverted ? 1 : 0;
        boolean found = false;
        for (int first = p; p < pattern.length() && (p == first || pattern.charAt(p) != ']'); p++) {
            if (pattern.charAt(p) == '\\' && p + 1 < pattern.length()) {
                p++;
            }
            char low = pattern.charAt(p);
            char high = low;
            if (p + 2 < pattern.length() && pattern.charAt(p + 1) == '-' && pattern.charAt(p + 2) != ']') {
                p += 2;
                if (pattern.charAt(p) == '\\' && p + 1 < pattern.length()) {
                    p++;
                }
                high = pattern.charAt(p);
            }
            found |= low <= c && c <= high;
        }
        return p < pattern.length() && found != inverted ? p + 1 : -1;
    }

    private static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
            end--;
        }
        return line.substring(0, end);
    }
}
