package io.bancada.asset.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ignore files of an upload leave out, as git decides it: the last pattern that matches counts, a file deeper
 * down overrules one above it, and nothing in an ignored folder comes back. {@code .git} is never taken.
 */
final class IgnoreRules {
    private static final int MOST_PATTERNS = 1000;

    /** The patterns of each folder's file, the last line first. */
    private final Map<String, List<IgnorePattern>> byFolder = new HashMap<>();

    private final Map<String, Boolean> folders = new HashMap<>();
    private int count;

    /**
     * Takes over one ignore file.
     *
     * @param folder where it lies, empty for the root
     */
    void add(String folder, String content) {
        var patterns = new ArrayList<IgnorePattern>();
        content.lines().forEach(line -> IgnorePattern.parse(line).ifPresent(patterns::add));
        count += patterns.size();
        if (count > MOST_PATTERNS) {
            throw SnapshotRefused.because("upload.patterns", MOST_PATTERNS);
        }
        Collections.reverse(patterns);
        byFolder.put(folder, patterns);
        folders.clear();
    }

    /** Whether this file is left out. */
    boolean ignores(String path) {
        var names = List.of(path.split("/", -1));
        for (int depth = 1; depth < names.size(); depth++) {
            var folder = names.subList(0, depth);
            var key = String.join("/", folder);
            var ignored = folders.get(key);
            if (ignored == null) {
                ignored = decide(folder, true);
                folders.put(key, ignored);
            }
            if (ignored) {
                return true;
            }
        }
        return decide(names, false);
    }

    private boolean decide(List<String> names, boolean folder) {
        if (names.get(names.size() - 1).equals(".git")) {
            return true;
        }
        for (int depth = names.size() - 1; depth >= 0; depth--) {
            var patterns = byFolder.getOrDefault(String.join("/", names.subList(0, depth)), List.of());
            var inside = names.subList(depth, names.size());
            for (var pattern : patterns) {
                if (pattern.matches(inside, folder)) {
                    return !pattern.negated();
                }
            }
        }
        return false;
    }
}
