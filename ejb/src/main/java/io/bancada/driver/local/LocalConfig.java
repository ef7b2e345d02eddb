package io.bancada.driver.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The local driver's configuration; each component names its key. {@code docs/local-nodes.md} lists them for admins.
 *
 * @param directory {@code bancada.local.directory}: where nodes live, default {@code <bancada.home>/nodes}
 * @param overcommit {@code bancada.local.overcommit}: virtual cores given out per core of the host, default 4.0
 * @param memoryOvercommit {@code bancada.local.memory-overcommit}: the same for memory, default 4.0
 * @param python {@code bancada.local.python}: Python 3.9 or later as nodes see it, default {@code /usr/bin/python3}
 * @param bubblewrap {@code bancada.local.bubblewrap}: default {@code /usr/bin/bwrap}
 * @param sandbox {@code bancada.local.sandbox}: a {@link SandboxKind} to insist on; default: the strongest that works
 * @param uidBase {@code bancada.local.uid-base}: first user number for nodes where the server is root, default 700000
 * @param uidCount {@code bancada.local.uid-count}: how many numbers from there are ours, default 10000
 * @param pids {@code bancada.local.pids}: most processes and threads a node may have, default 4096
 * @param logLimit {@code bancada.local.log-limit}: most bytes of each of a capsule's two logs, default 1 GiB
 * @param fetchLimit {@code bancada.local.fetch-limit}: most bytes that one fetch brings in, default 256 GiB
 * @param path {@code bancada.local.path}: {@code PATH} of a capsule, default {@code /usr/local/bin:/usr/bin:/bin}
 * @param readOnly {@code bancada.local.read-only}: further host directories that nodes may read, separated by commas
 * @param api how instances reach this server; empty where they do not
 */
public record LocalConfig(
        Path directory,
        double overcommit,
        double memoryOvercommit,
        Path python,
        Path bubblewrap,
        Optional<SandboxKind> sandbox,
        int uidBase,
        int uidCount,
        int pids,
        long logLimit,
        long fetchLimit,
        String path,
        List<String> readOnly,
        Optional<ApiAccess> api) {
    public LocalConfig {
        require(directory.isAbsolute(), "directory must be an absolute path");
        require(overcommit >= 1 && overcommit <= 100, "overcommit must be 1 to 100");
        require(memoryOvercommit >= 1 && memoryOvercommit <= 100, "memory-overcommit must be 1 to 100");
        require(python.isAbsolute(), "python must be an absolute path");
        require(bubblewrap.isAbsolute(), "bubblewrap must be an absolute path");
        require(uidBase >= 1000, "uid-base must be 1000 or more");
        require(uidCount >= 1 && uidCount <= Integer.MAX_VALUE - uidBase, "uid-count must be 1 or more");
        require(pids >= 32, "pids must be 32 or more");
        require(logLimit >= 1024, "log-limit must be 1024 or more");
        require(fetchLimit >= 1, "fetch-limit must be 1 or more");
        readOnly = List.copyOf(readOnly);
        require(readOnly.stream().allMatch(entry -> entry.startsWith("/")), "read-only must name absolute paths");
    }

    /** The defaults, for nodes in a directory. */
    public static LocalConfig in(Path directory) {
        return new LocalConfig(
                directory,
                4.0,
                4.0,
                Path.of("/usr/bin/python3"),
                Path.of("/usr/bin/bwrap"),
                Optional.empty(),
                700_000,
                10_000,
                4096,
                1L << 30,
                256L << 30,
                "/usr/local/bin:/usr/bin:/bin",
                List.of(),
                Optional.empty());
    }

    /**
     * Reads {@code bancada.local.*}.
     *
     * @throws IllegalArgumentException when a value is not allowed; the message names the key
     */
    public static LocalConfig from(Config config) {
        Path home = Path.of(
                        config.getOptionalValue("bancada.home", String.class).orElse(".bancada"))
                .toAbsolutePath()
                .normalize();
        LocalConfig defaults = in(home.resolve("nodes"));
        return new LocalConfig(
                value(config, "directory", String.class).map(Path::of).orElse(defaults.directory),
                value(config, "overcommit", Double.class).orElse(defaults.overcommit),
                value(config, "memory-overcommit", Double.class).orElse(defaults.memoryOvercommit),
                value(config, "python", String.class).map(Path::of).orElse(defaults.python),
                value(config, "bubblewrap", String.class).map(Path::of).orElse(defaults.bubblewrap),
                value(config, "sandbox", String.class)
                        .filter(kind -> !kind.equals("auto"))
                        .map(LocalConfig::kind),
                value(config, "uid-base", Integer.class).orElse(defaults.uidBase),
                value(config, "uid-count", Integer.class).orElse(defaults.uidCount),
                value(config, "pids", Integer.class).orElse(defaults.pids),
                value(config, "log-limit", Long.class).orElse(defaults.logLimit),
                value(config, "fetch-limit", Long.class).orElse(defaults.fetchLimit),
                value(config, "path", String.class).orElse(defaults.path),
                value(config, "read-only", String.class)
                        .map(list -> Arrays.stream(list.split(",", -1))
                                .map(String::strip)
                                .filter(entry -> !entry.isEmpty())
                                .toList())
                        .orElse(List.of()),
                ApiAccess.from(config));
    }

    private static <T> Optional<T> value(Config config, String key, Class<T> type) {
        return config.getOptionalValue("bancada.local." + key, type);
    }

    private static SandboxKind kind(String name) {
        for (SandboxKind kind : SandboxKind.values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("bancada.local.sandbox must be auto, bubblewrap, namespaces or none");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("bancada.local." + message);
        }
    }
}
