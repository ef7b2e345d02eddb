package io.bancada.compute.ui;

import java.util.Optional;
import java.util.regex.Pattern;

/** Commands that make room in a home without losing work: they empty what programs fetch again, and the trash. */
final class DiskCleaning {
    private static final Pattern CONDA = Pattern.compile("(?:[^/]+/)?[^/]*conda[^/]*/pkgs(?:/.*)?");
    private static final Pattern CACHE = Pattern.compile("\\.cache(?:/[A-Za-z0-9._-]+)+");

    private DiskCleaning() {}

    /**
     * The command for a folder that takes much.
     *
     * @param path below the home, of names that its person chose
     */
    static Optional<String> command(String path) {
        if (path.equals(".cache/pip") || path.startsWith(".cache/pip/")) {
            return Optional.of("pip cache purge");
        }
        if (path.equals(".npm") || path.startsWith(".npm/")) {
            return Optional.of("npm cache clean --force");
        }
        if (path.equals(".local/share/Trash") || path.startsWith(".local/share/Trash/")) {
            return Optional.of("rm -rf ~/.local/share/Trash/*");
        }
        if (CONDA.matcher(path).matches()) {
            return Optional.of("conda clean --all");
        }
        return CACHE.matcher(path).matches() && !path.contains("..")
                ? Optional.of("rm -rf ~/" + path)
                : Optional.empty();
    }
}
