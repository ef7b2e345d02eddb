package io.bancada.driver.local;

import io.bancada.driver.DriverException;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The directories of this host's nodes, and what of the host they have taken. */
final class LocalNodes {
    private static final Logger LOG = Logger.getLogger(LocalNodes.class);

    /** A Unix socket's path holds at most 107 bytes. */
    private static final int LONGEST_SOCKET = 107;

    private static final String PEOPLE = ".people";

    private final LocalConfig config;
    private final Host host;
    private final Path base;
    private final String mark;
    private @Nullable Scripts scripts;
    private @Nullable SandboxKind sandbox;

    LocalNodes(LocalConfig config, Host host) {
        this.config = config;
        this.host = host;
        this.base = config.directory();
        this.mark = "bancada-" + Integer.toHexString(base.toString().hashCode());
    }

    int coresToGive() {
        return (int) (host.cores() * config.overcommit());
    }

    long memoryToGive() {
        return (long) (host.memoryMiB() * config.memoryOvercommit());
    }

    synchronized Scripts scripts() {
        Scripts installed = scripts;
        if (installed == null) {
            installed = Scripts.install(base, config.python());
            scripts = installed;
        }
        return installed;
    }

    synchronized SandboxKind sandbox() {
        SandboxKind found = sandbox;
        if (found == null) {
            found = config.sandbox().orElseGet(() -> scripts().probe(config.bubblewrap(), config.uidBase()));
            sandbox = found;
        }
        return found;
    }

    NodeDirectory directory(NodeKey key) {
        return new NodeDirectory(base.resolve(key.value()));
    }

    /** The keys of all nodes on this host, of whatever location. */
    List<NodeKey> keys() {
        try (Stream<Path> entries = Files.list(base)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .map(NodeKey::new)
                    .filter(key -> directory(key).exists())
                    .sorted(java.util.Comparator.comparing(NodeKey::value))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new DriverException.Unavailable(Message.of("driver.cannotList", base.toString()), e);
        }
    }

    /**
     * Makes the node's directory, whole or not at all; the description of the one that is there where the key is known.
     *
     * @param spares may put one that stands ready in its place, and gives what it is then
     * @throws DriverException.InsufficientCapacity when the other nodes leave too little
     */
    synchronized NodeSpec create(Site site, NodeRequest request, Function<NodeSpec, Optional<NodeSpec>> spares) {
        Optional<NodeSpec> known = directory(request.key()).spec();
        if (known.isPresent()) {
            return known.orElseThrow();
        }
        checkRoom(request.key(), request.size().name(), cores(request.size()), memory(request.size()));
        List<NodeSpec> others =
                keys().stream().flatMap(key -> directory(key).spec().stream()).toList();
        NodeSpec spec = describe(site, request, others, directory(request.key()));
        return spares.apply(spec).orElseGet(() -> {
            make(spec, directory(request.key()));
            return spec;
        });
    }

    /** Makes the directory of a node, whole or not at all. */
    void make(NodeSpec spec, NodeDirectory directory) {
        try {
            Files.createDirectories(base);
            Path fresh = Files.createTempDirectory(base, ".new-");
            Files.writeString(fresh.resolve("node.json"), NodeDirectory.JSON.writeValueAsString(spec));
            for (String name : new String[] {"capsules", "trash", "staging", "work"}) {
                Files.createDirectory(fresh.resolve(name));
            }
            if (spec.keepsHome()) {
                home(fresh.resolve("home"), spec.uid());
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx--x--x"));
            Files.move(fresh, directory.path());
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotMakeNode", spec.key(), String.valueOf(e.getMessage())), e);
        }
    }

    /** The directory that all work on the node shares as its home. */
    private void home(Path home, int uid) throws IOException {
        Files.createDirectory(home);
        if (host.root()) {
            Files.setAttribute(home, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(home, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
        }
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }

    /**
     * Notes another size of a node that has stopped: its supervisor takes it when it starts.
     *
     * @throws DriverException.InsufficientCapacity when the other nodes leave too little
     */
    synchronized void resize(NodeKey key, NodeSpec spec, SizeSpec size) {
        checkRoom(key, size.name(), cores(size), memory(size));
        note(key, spec.resized(size.name(), cores(size), memory(size)));
    }

    /** Notes what a node is from its next start on. */
    private void note(NodeKey key, NodeSpec spec) {
        Path file = directory(key).path().resolve("node.json");
        try {
            Path fresh = Files.createTempFile(directory(key).path(), "node", ".new");
            Files.writeString(fresh, NodeDirectory.JSON.writeValueAsString(spec));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DriverException.Unavailable(Message.of("driver.cannotNote", key.value()), e);
        }
    }

    /**
     * Has a node that has stopped take its room again.
     *
     * @throws DriverException.InsufficientCapacity when the other nodes leave too little
     */
    synchronized void start(NodeKey key, NodeSpec spec) {
        checkRoom(key, spec.size(), spec.cores(), spec.memoryMiB());
        ApiAccess api = api(spec.keepsHome());
        if (!Objects.equals(api, spec.api())) {
            try {
                note(key, spec.reaching(api));
            } catch (DriverException.Unavailable e) { // a start needs no room on the disk
                LOG.warnf("node %s reaches the server as before, if at all: %s", key.value(), e.getMessage());
            }
        }
        directory(key).markStarted();
    }

    /** What has stopped takes no room: that its start finds some, the quota sees to where it is kept. */
    private void checkRoom(NodeKey key, String size, int wantedCores, long wantedMemory) {
        List<NodeSpec> others = keys().stream()
                .filter(other ->
                        !other.equals(key) && directory(other).stopped().isEmpty())
                .flatMap(other -> directory(other).spec().stream())
                .toList();
        int cores = others.stream().mapToInt(NodeSpec::cores).sum();
        long memory = others.stream().mapToLong(NodeSpec::memoryMiB).sum();
        if (cores + wantedCores > coresToGive()) {
            throw new DriverException.InsufficientCapacity(
                    Message.of("driver.hostCoresTaken", cores, coresToGive(), config.overcommit(), size, wantedCores));
        }
        if (memory + wantedMemory > memoryToGive()) {
            throw new DriverException.InsufficientCapacity(Message.of(
                    "driver.hostMemoryTaken", memory, memoryToGive(), config.memoryOvercommit(), size, wantedMemory));
        }
    }

    /** What a node there would be. */
    NodeSpec describe(Site site, NodeRequest request, List<NodeSpec> others, NodeDirectory directory) {
        String network = site.setting("network", "none");
        if (!network.equals("none") && !network.equals("host")) {
            throw new DriverException.Rejected(Message.of("driver.network", network));
        }
        return new NodeSpec(
                request.key().value(),
                site.location(),
                request.group(),
                request.size().name(),
                cores(request.size()),
                memory(request.size()),
                request.keepsHome(),
                freeUid(others),
                config.pids(),
                config.logLimit(),
                sandbox(),
                network,
                config.path(),
                config.readOnly(),
                config.bubblewrap().toString(),
                config.python().toString(),
                mark,
                base.toString(),
                socket(request.key(), directory).toString(),
                System.currentTimeMillis(),
                api(request.keepsHome()),
                null,
                null);
    }

    /** What belongs to one person reaches the server. */
    private @Nullable ApiAccess api(boolean keepsHome) {
        return keepsHome ? config.api().orElse(null) : null;
    }

    private static int cores(SizeSpec size) {
        return Math.max(1, size.resources().cores());
    }

    private long memory(SizeSpec size) {
        return Math.max(64, Math.min(size.resources().memoryMiB(), host.memoryMiB()));
    }

    private int freeUid(List<NodeSpec> others) {
        if (!host.root()) {
            return host.uid();
        }
        Set<Integer> taken = others.stream().map(NodeSpec::uid).collect(Collectors.toSet());
        taken.addAll(people());
        return freeUid(taken);
    }

    private int freeUid(Set<Integer> taken) {
        for (int uid = config.uidBase(); uid < config.uidBase() + config.uidCount(); uid++) {
            if (!taken.contains(uid)) {
                return uid;
            }
        }
        throw new DriverException.InsufficientCapacity(Message.of("driver.uidsTaken", config.uidCount()));
    }

    /**
     * The user number that owns a person's directories on this host, the same on every node and for good; drawn at the
     * first use. Only where the server is root.
     *
     * @param place the digest of the person's name
     */
    synchronized int personUid(String place) {
        Path file = base.resolve(PEOPLE).resolve(place);
        try {
            if (Files.exists(file)) {
                return Integer.parseInt(Files.readString(file).strip());
            }
            Set<Integer> taken = people();
            keys().forEach(key -> directory(key).spec().ifPresent(spec -> taken.add(spec.uid())));
            int uid = freeUid(taken);
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(base, ".person", ".new");
            Files.writeString(fresh, Integer.toString(uid));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return uid;
        } catch (IOException e) {
            throw new DriverException.Unavailable(Message.of("driver.cannotNoteUser"), e);
        }
    }

    private Set<Integer> people() {
        Set<Integer> uids = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(base.resolve(PEOPLE))) {
            for (Path file : files) {
                uids.add(Integer.valueOf(Files.readString(file).strip()));
            }
        } catch (NoSuchFileException none) {
            return uids;
        } catch (IOException e) {
            throw new DriverException.Unavailable(Message.of("driver.cannotReadUsers"), e);
        }
        return uids;
    }

    /** In the node's directory; where that path is too long for a socket, in a private directory of a short name. */
    private Path socket(NodeKey key, NodeDirectory directory) {
        Path socket = directory.path().resolve("socket");
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET) {
            return socket;
        }
        try {
            return shortPlace(mark).resolve(key.value());
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotMakeNode", key.value(), String.valueOf(e.getMessage())), e);
        }
    }

    /** A directory of the server's own whose path is short: that of a socket must be. */
    static Path shortPlace(String mark) throws IOException {
        Path place = Path.of("/tmp", mark);
        try {
            Files.createDirectory(
                    place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            Object owner = Files.getAttribute(place, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                    || !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getPosixFilePermissions(place, LinkOption.NOFOLLOW_LINKS)
                            .equals(PosixFilePermissions.fromString("rwx------"))) {
                throw new DriverException.Rejected(Message.of("driver.foreignDirectory", place.toString()), e);
            }
        }
        return place;
    }
}
