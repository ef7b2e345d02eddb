package io.bancada.driver.local;

import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleSignal;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.DriverException;
import io.bancada.driver.FileEntry;
import io.bancada.driver.Shell;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/** Acts on one local node: prepares and reads files itself, and asks the node's supervisor for everything else. */
final class LocalShell implements Shell {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> CONTROL_FILES = Set.of("spec.json", "stdout.log", "stderr.log", "pid", "exit");

    private final NodeDirectory node;
    private final NodeSpec spec;
    private final Host host;
    private final LocalConfig config;
    private final boolean everybodyWelcome;
    private final Function<CapsuleId, Lock> locks;
    private final Shares shares;
    private final KeeperClient keeper;

    /**
     * @param everybodyWelcome whether work of several people may run here even where no sandbox parts them
     * @param locks one lock a capsule, so that two starts of it at once prepare it once
     * @param people who has which user number on this host
     */
    LocalShell(
            NodeDirectory node,
            NodeSpec spec,
            Host host,
            LocalConfig config,
            boolean everybodyWelcome,
            Function<CapsuleId, Lock> locks,
            LocalNodes people) {
        this.node = node;
        this.spec = spec;
        this.host = host;
        this.config = config;
        this.everybodyWelcome = everybodyWelcome;
        this.locks = locks;
        this.shares = new Shares(node, spec, host, people);
        this.keeper = new KeeperClient(Path.of(spec.socket()), PATIENCE);
    }

    @Override
    public void start(Capsule capsule) {
        capsule.requirePassable();
        Path directory = node.capsule(capsule.id());
        Lock lock = locks.apply(capsule.id());
        lock.lock();
        try {
            if (Files.exists(directory.resolve("pid")) || Files.exists(directory.resolve("exit"))) {
                return;
            }
            checkKept();
            checkAlone(capsule.person());
            if (capsule.guest()) {
                checkGuests();
            }
            if (!Files.exists(directory)) {
                String place = Shares.place(capsule.person());
                new Staging(node, host.root(), shares.give(capsule, place)).prepare(capsule, place);
            }
            keeper.request(Map.of("op", "start", "id", capsule.id().value()));
        } finally {
            lock.unlock();
        }
    }

    private void checkKept() {
        Optional<NodeDirectory.Ready> ready = node.ready();
        if (ready.isEmpty()) {
            throw new DriverException.Unavailable(Message.of("driver.nodeNotReady", spec.key()));
        }
        if (node.isReleased() || !host.isAlive(ready.orElseThrow().mark())) {
            throw new DriverException.NotFound(Message.of("driver.nodeGone", spec.key()));
        }
    }

    /** A guest beside the person whose home is here needs walls, and a supervisor that makes them. */
    private void checkGuests() {
        if (spec.sandbox() == SandboxKind.NONE) {
            throw new DriverException.Rejected(Message.of("driver.guestUnparted"));
        }
        if (node.ready().filter(NodeDirectory.Ready::guests).isEmpty()) {
            throw new DriverException.InsufficientCapacity(Message.of("driver.guestLater", spec.key()));
        }
    }

    /** Without a sandbox nothing parts people, so the first who comes has the host to themselves. */
    private void checkAlone(String person) {
        if (spec.sandbox() != SandboxKind.NONE || everybodyWelcome) {
            return;
        }
        Path file = Path.of(spec.base(), ".person");
        try {
            Path mine = Files.createTempFile(Path.of(spec.base()), ".person", ".new");
            try {
                Files.writeString(mine, person);
                Files.createLink(file, mine);
            } catch (java.nio.file.FileAlreadyExistsException taken) {
                if (!Files.readString(file).equals(person)) {
                    throw new DriverException.Rejected(Message.of("driver.onePersonOnly"));
                }
            } finally {
                Files.delete(mine);
            }
        } catch (IOException e) {
            throw new DriverException.Unavailable(Message.of("driver.cannotNotePerson"), e);
        }
    }

    @Override
    public CapsuleStatus status(CapsuleId id) {
        return record(id).status(host);
    }

    private CapsuleRecord record(CapsuleId id) {
        return new CapsuleRecord(node.capsule(id));
    }

    @Override
    public void signal(CapsuleId id, CapsuleSignal signal) {
        if (status(id).state() == CapsuleStatus.State.RUNNING) {
            keeper.request(Map.of("op", "signal", "id", id.value(), "signal", signal.name()));
        }
    }

    @Override
    public String root(CapsuleId id) {
        if (spec.sandbox() != SandboxKind.NONE) {
            return "/work/" + id;
        }
        return workOf(id).map(Path::toString).orElseThrow(() -> absent(id));
    }

    /** See {@link io.bancada.driver.OpensTunnels}. */
    SocketChannel tunnel(CapsuleId id, String socket) {
        List<String> names = names(socket);
        if (names.size() != 1) {
            throw new IllegalArgumentException("a socket stands in the capsule's directory itself: " + socket);
        }
        if (status(id).state() != CapsuleStatus.State.RUNNING) {
            throw new DriverException.NotFound(Message.of("driver.capsuleNotRunning", id.toString()));
        }
        return new LocalTunnel(workOf(id).orElseThrow(() -> absent(id)), spec.cgroup()).open(socket);
    }

    @Override
    public byte[] read(CapsuleId id, String path, long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("offset and length are never negative");
        }
        List<String> names = names(path);
        return files(id, names).read(names, offset, length);
    }

    @Override
    public List<FileEntry> list(CapsuleId id, String directory, int limit) {
        List<String> names = names(directory);
        List<FileEntry> found = new ArrayList<>();
        if (names.isEmpty()) {
            files(id, List.of("stdout.log")).list(names, Integer.MAX_VALUE, found);
        }
        files(id, names).list(names, names.isEmpty() ? Integer.MAX_VALUE : limit, found);
        return found.stream()
                .sorted(Comparator.comparing(FileEntry::path))
                .limit(limit)
                .toList();
    }

    @Override
    public void fetch(CapsuleId id, String path, Path target) {
        List<String> names = names(path);
        if (names.isEmpty()) {
            files(id, List.of("stdout.log")).fetch(names, target, config.fetchLimit());
        }
        files(id, names).fetch(names, target, config.fetchLimit());
    }

    private static List<String> names(String path) {
        if (path.isEmpty() || path.equals(".")) {
            return List.of();
        }
        List<String> names = List.of(path.split("/", -1));
        for (String name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf(0) >= 0) {
                throw new DriverException.NotFound(Message.of("driver.notAPath", path));
            }
        }
        return names;
    }

    /** The half of the capsule's directory where the path leads: what the work sees, or what it must not touch. */
    private CapsuleFiles files(CapsuleId id, List<String> names) {
        Path control = node.capsule(id);
        if (!Files.exists(control)) {
            throw absent(id);
        }
        boolean isControl = names.size() == 1 && CONTROL_FILES.contains(names.get(0));
        return new CapsuleFiles(isControl ? control : workOf(id).orElseThrow(() -> absent(id)));
    }

    private Optional<Path> workOf(CapsuleId id) {
        return record(id).place().map(place -> node.work(place).resolve(id.value()));
    }

    @Override
    public void remove(CapsuleId id) {
        Path directory = node.capsule(id);
        if (!Files.exists(directory)) {
            return;
        }
        Optional<NodeDirectory.Ready> ready = node.ready();
        if (ready.isPresent() && host.isAlive(ready.orElseThrow().mark())) {
            keeper.request(Map.of("op", "remove", "id", id.value()));
            return;
        }
        try { // nobody keeps the node: its release removes what is in the trash
            Optional<Path> work = workOf(id);
            if (work.isPresent()) {
                moveIfExists(work.orElseThrow(), node.trash().resolve(id + ".work." + System.nanoTime()));
            }
            moveIfExists(directory, node.trash().resolve(id + ".capsule." + System.nanoTime()));
        } catch (IOException e) {
            throw new DriverException.Unavailable(Message.of("driver.cannotRemove", id.toString()), e);
        }
    }

    private static void moveIfExists(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    private static DriverException.NotFound absent(CapsuleId id) {
        return new DriverException.NotFound(Message.of("driver.noCapsule", id.toString()));
    }
}
