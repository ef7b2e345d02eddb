package io.bancada.environment.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Where a node has the Python interpreter of a user-managed environment (F2). It is a path on the node, so only its
 * shape can be checked here.
 *
 * @param path absolute, without {@code .} and {@code ..}, without {@code :} (it becomes part of {@code PATH}), without
 *     control characters, at most 1024 characters
 */
public record InterpreterPath(String path) {
    /** The node's own interpreter. */
    public static final InterpreterPath HOST = new InterpreterPath("/usr/bin/python3");

    private static final int LONGEST = 1024;
    private static final List<String> SYSTEM = List.of("/usr/local/bin", "/usr/bin", "/bin");

    public InterpreterPath {
        if (!hasShape(path)) {
            throw new IllegalArgumentException("not an interpreter's path: " + path);
        }
    }

    /** Whether the text can be an interpreter's path. */
    public static boolean hasShape(String text) {
        if (text.length() > LONGEST
                || !text.startsWith("/")
                || text.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
            return false;
        }
        for (var part : text.substring(1).split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** What a process finds: {@code PATH} with the interpreter's directory first, and {@code BANCADA_PYTHON}. */
    public Map<String, String> variables() {
        var directories = new LinkedHashSet<String>();
        directories.add(path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/')));
        directories.addAll(SYSTEM);
        return Map.of("PATH", String.join(":", directories), "BANCADA_PYTHON", path);
    }
}
