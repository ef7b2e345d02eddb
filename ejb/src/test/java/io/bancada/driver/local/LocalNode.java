package io.bancada.driver.local;

import io.bancada.catalog.model.Resources;
import io.bancada.driver.Await;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeChanged;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Preload;
import io.bancada.driver.Shell;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A real local provider in a directory of its own, for one test; closing it releases all its nodes. */
final class LocalNode implements AutoCloseable {
    static final NodeKey KEY = new NodeKey("n1");

    final Path base;
    final LocalConfig config;
    final Site site;
    final BlockingQueue<NodeChanged> changes = new LinkedBlockingQueue<>();
    LocalProvider provider;

    LocalNode(SandboxKind kind, Map<String, String> settings, UnaryOperator<LocalConfig> adjust) {
        try {
            this.base = Files.createTempDirectory("bancada-nodes");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        this.config = adjust.apply(withSandbox(LocalConfig.in(base), kind));
        this.site = new Site("local", settings);
        this.provider = new LocalProvider(config, changes::add);
    }

    static LocalNode of(SandboxKind kind) {
        return new LocalNode(kind, Map.of(), config -> config);
    }

    static LocalConfig withSandbox(LocalConfig c, SandboxKind kind) {
        return with(c, kind, c.logLimit(), c.pids());
    }

    static LocalConfig with(LocalConfig c, SandboxKind kind, long logLimit, int pids) {
        return new LocalConfig(
                c.directory(),
                c.overcommit(),
                c.memoryOvercommit(),
                c.python(),
                c.bubblewrap(),
                Optional.of(kind),
                1_000_000 + ThreadLocalRandom.current().nextInt(50_000_000), // other tests run on this host too
                c.uidCount(),
                pids,
                logLimit,
                c.fetchLimit(),
                c.path(),
                c.readOnly(),
                c.api());
    }

    /** A shell on a node that is made when it is not there. */
    Shell shell() {
        return shell(KEY, "cpu");
    }

    Shell shell(NodeKey key, String group) {
        provider.allocate(
                site, new NodeRequest(key, new SizeSpec("STANDARD_D1_V2", new Resources(1, 256, 0)), group, false));
        Await.until(
                "node is ready", () -> state(key) == Machine.State.READY, () -> provider.find(site, key) + log(key));
        return provider.shell(site, key);
    }

    Machine.State state(NodeKey key) {
        return provider.find(site, key).orElseThrow().state();
    }

    /**
     * How many processes of the node's work live on the host. Where we are root that is those of the node's user; else
     * the user is our own, and it is the shells and sleepers that descend from the supervisor.
     */
    long processes(NodeKey key) {
        NodeDirectory directory = new NodeDirectory(base.resolve(key.value()));
        if (!Host.ofThisServer().root()) {
            return ProcessHandle.of(directory.ready().orElseThrow().pid()).stream()
                    .flatMap(ProcessHandle::descendants)
                    .filter(process -> List.of("sh", "sleep").contains(name(process)))
                    .count();
        }
        Set<Integer> uids = uids(directory.spec().orElseThrow().uid());
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .filter(path -> uids.contains(owner(path)))
                    .count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The node's own number and those of people. */
    private Set<Integer> uids(int own) {
        Set<Integer> uids = new HashSet<>(Set.of(own));
        try (var files = Files.newDirectoryStream(base.resolve(".people"))) {
            for (Path file : files) {
                uids.add(Integer.valueOf(Files.readString(file).strip()));
            }
        } catch (java.nio.file.NoSuchFileException nobody) {
            return uids;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return uids;
    }

    private static String name(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm"))
                    .strip();
        } catch (IOException gone) {
            return "";
        }
    }

    private static int owner(Path process) {
        try {
            return (Integer) Files.getAttribute(process, "unix:uid");
        } catch (IOException gone) {
            return -1;
        }
    }

    String log(NodeKey key) {
        try {
            return Files.readString(base.resolve(key.value()).resolve("supervisor.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What a server that comes after this one sees. */
    void restartServer() {
        provider.close();
        provider = new LocalProvider(config, changes::add);
    }

    @Override
    public void close() {
        if (config.sandbox().filter(kind -> kind != SandboxKind.NONE).isPresent()) {
            provider.warm(site, 0, new Preload("/none", List.of()));
        }
        for (Machine machine : provider.list(site)) {
            provider.release(site, machine.key());
        }
        Await.until("all nodes are gone", () -> provider.list(site).isEmpty(), () -> provider.list(site) + log(KEY));
        provider.close();
        Await.until("their remains are gone", () -> remains().isEmpty(), this::remains);
        try (Stream<Path> tree = Files.walk(base)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Path> remains() {
        try (Stream<Path> entries = Files.list(base)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\.(gone|spare).*"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
