package io.bancada.driver;

import io.bancada.catalog.model.Resources;
import io.bancada.message.Message;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A provider in memory, to test services with: nodes come, fail and go as the test says, capsules run until the test
 * ends them (or a {@link FakeProgram} does). Safe for use by several threads.
 */
public final class FakeProvider implements NodeProvider, OpensShells, OpensTunnels, StopsNodes, ResizesNodes {
    /** The calls that a script can make fail or slow. */
    public enum Call {
        OFFERS,
        ALLOCATE,
        FIND,
        LIST,
        RELEASE,
        STOP,
        START_NODE,
        RESIZE,
        SHELL,
        START,
        STATUS,
        SIGNAL,
        READ,
        FETCH,
        REMOVE,
        TUNNEL
    }

    private final Clock clock;
    private final Map<NodeKey, FakeNode> nodes = new LinkedHashMap<>();
    private final Map<Call, Deque<Step>> script = new EnumMap<>(Call.class);
    private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
    private Consumer<NodeChanged> changed = change -> {};
    private FakeProgram program = (capsule, run) -> {};
    private Resources largest = new Resources(64, 512 * 1024, 0);
    private int capacity = Integer.MAX_VALUE;
    private boolean readyAtOnce = true;

    /** A provider on the system's clock whose nodes are ready at once. */
    public FakeProvider() {
        this(Clock.systemUTC());
    }

    /** A provider whose timestamps and timeouts follow {@code clock}. */
    public FakeProvider(Clock clock) {
        this.clock = clock;
    }

    // ---- the script

    /** The next call of this kind does nothing and fails. Several queue up; ordinary calls come after them. */
    public synchronized void failNext(Call call, Supplier<? extends DriverException> failure) {
        steps(call).add(new Step(Optional.of(failure), false, Duration.ZERO));
    }

    /** The next call of this kind does its work and fails all the same, as when an answer is lost. */
    public synchronized void failNextAfterwards(Call call, Supplier<? extends DriverException> failure) {
        steps(call).add(new Step(Optional.of(failure), true, Duration.ZERO));
    }

    /** The next call of this kind takes this long. */
    public synchronized void delayNext(Call call, Duration delay) {
        steps(call).add(new Step(Optional.empty(), false, delay));
    }

    /** From now on, who listens for changes. */
    public synchronized void onChange(Consumer<NodeChanged> listener) {
        changed = listener;
    }

    /** From now on, what capsules do when they start; by default nothing, for ever. */
    public synchronized void program(FakeProgram what) {
        program = what;
    }

    /** From now on, the most nodes at a time; the next one over it meets InsufficientCapacity. */
    public synchronized void capacity(int most) {
        capacity = most;
    }

    /** From now on, the largest machine; greater ones are not offered. */
    public synchronized void largest(Resources resources) {
        largest = resources;
    }

    /** From now on, nodes stay pending until {@link #makeReady}. */
    public synchronized void holdNodes() {
        readyAtOnce = false;
    }

    public synchronized void makeReady(NodeKey key) {
        node(key).move(Machine.State.READY, "", clock.instant());
        tell(key);
    }

    /** The machine breaks: its capsules are lost, and it stays listed until it is released. */
    public synchronized void lose(NodeKey key, String detail) {
        FakeNode node = node(key);
        node.move(Machine.State.LOST, detail, clock.instant());
        node.runs().forEach(run -> run.end(CapsuleStatus.End.LOST));
        tell(key);
    }

    /** A machine with our tag that nobody here asked for. */
    public synchronized void appear(NodeKey key) {
        nodes.put(key, new FakeNode(key, Machine.State.READY, clock.instant()));
    }

    /** Every capsule that runs or has ended on a node that is there, in the order of their starts. */
    public synchronized List<Capsule> started() {
        List<Capsule> all = new ArrayList<>();
        nodes.values().forEach(node -> node.runs().forEach(run -> all.add(run.capsule())));
        return all;
    }

    /** The run of a capsule, to end it or to let it print. */
    public synchronized FakeRun run(CapsuleId id) {
        return nodes.values().stream()
                .flatMap(node -> node.find(id).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("capsule " + id + " never started"));
    }

    /** How often this was called, failures included. */
    public synchronized int calls(Call call) {
        return calls.getOrDefault(call, 0);
    }

    // ---- NodeProvider

    @Override
    public String kind() {
        return "fake";
    }

    @Override
    public List<Offer> offers(Site site, Collection<SizeSpec> sizes) {
        return act(
                Call.OFFERS,
                () -> sizes.stream()
                        .map(size -> new Offer(
                                size.name(),
                                largest.covers(size.resources()),
                                largest.covers(size.resources())
                                        ? Message.NONE
                                        : Message.text("larger than any machine here"),
                                size.resources()))
                        .toList());
    }

    @Override
    public void allocate(Site site, NodeRequest request) {
        act(Call.ALLOCATE, () -> {
            if (nodes.containsKey(request.key())) {
                return true;
            }
            if (!largest.covers(request.size().resources())) {
                throw new DriverException.Rejected(
                        Message.text(request.size().name() + " is larger than any machine here"));
            }
            if (nodes.size() >= capacity) {
                throw new DriverException.InsufficientCapacity(Message.text("all " + capacity + " machines are taken"));
            }
            Machine.State state = readyAtOnce ? Machine.State.READY : Machine.State.PENDING;
            nodes.put(request.key(), new FakeNode(request.key(), state, clock.instant()));
            node(request.key()).resize(request.size().name());
            tell(request.key());
            return true;
        });
    }

    @Override
    public Optional<Machine> find(Site site, NodeKey key) {
        return act(Call.FIND, () -> Optional.ofNullable(nodes.get(key)).map(FakeNode::machine));
    }

    @Override
    public List<Machine> list(Site site) {
        return act(
                Call.LIST, () -> nodes.values().stream().map(FakeNode::machine).toList());
    }

    @Override
    public void release(Site site, NodeKey key) {
        act(Call.RELEASE, () -> {
            if (nodes.remove(key) == null) {
                throw new DriverException.NotFound(Message.text("there is no machine " + key));
            }
            tell(key);
            return true;
        });
    }

    @Override
    public void stop(Site site, NodeKey key) {
        act(Call.STOP, () -> {
            FakeNode node = node(key);
            node.runs().forEach(run -> run.end(CapsuleStatus.End.LOST));
            node.move(Machine.State.STOPPED, "", clock.instant());
            tell(key);
            return true;
        });
    }

    @Override
    public void start(Site site, NodeKey key) {
        act(Call.START_NODE, () -> {
            FakeNode node = node(key);
            if (node.machine().state() == Machine.State.STOPPED) {
                node.move(readyAtOnce ? Machine.State.READY : Machine.State.PENDING, "", clock.instant());
                tell(key);
            }
            return true;
        });
    }

    @Override
    public void resize(Site site, NodeKey key, SizeSpec size) {
        act(Call.RESIZE, () -> {
            if (!node(key).size().equals(size.name())) {
                if (node(key).machine().state() != Machine.State.STOPPED) {
                    throw new DriverException.Rejected(Message.text("machine " + key + " is not stopped"));
                }
                if (!largest.covers(size.resources())) {
                    throw new DriverException.InsufficientCapacity(Message.text("no room for " + size.name()));
                }
                node(key).resize(size.name());
            }
            return true;
        });
    }

    /** The size that a machine has. */
    public synchronized String size(NodeKey key) {
        return node(key).size();
    }

    @Override
    public Shell shell(Site site, NodeKey key) {
        return act(Call.SHELL, () -> new FakeShell(this, node(key)));
    }

    @Override
    public SocketChannel tunnel(Site site, NodeKey key, CapsuleId capsule, String socket) {
        return act(Call.TUNNEL, () -> {
            FakeRun run = node(key)
                    .find(capsule)
                    .filter(found -> found.status().state() == CapsuleStatus.State.RUNNING)
                    .orElseThrow(
                            () -> new DriverException.NotFound(Message.text("capsule " + capsule + " does not run")));
            Path listening = run.socket(socket)
                    .orElseThrow(() -> new DriverException.Unavailable(Message.text("nobody listens on " + socket)));
            try {
                return SocketChannel.open(UnixDomainSocketAddress.of(listening));
            } catch (IOException e) {
                throw new DriverException.Unavailable(Message.text("nobody listens on " + socket), e);
            }
        });
    }

    // ---- for FakeShell

    synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    FakeRun begin(Capsule capsule, NodeKey key) {
        return new FakeRun(capsule, clock, () -> tell(key));
    }

    synchronized FakeProgram program() {
        return program;
    }

    /** Carries out one call as the script says. */
    <T> T act(Call call, Supplier<T> work) {
        Step step = locked(() -> {
            calls.merge(call, 1, Integer::sum);
            Step next = steps(call).poll();
            return next == null ? Step.ORDINARY : next;
        });
        if (!step.delay().isZero()) {
            java.util.concurrent.locks.LockSupport.parkNanos(step.delay().toNanos());
        }
        if (step.failure().isPresent() && !step.afterwards()) {
            throw step.failure().orElseThrow().get();
        }
        T result = locked(work);
        if (step.failure().isPresent()) {
            throw step.failure().orElseThrow().get();
        }
        return result;
    }

    private Deque<Step> steps(Call call) {
        return script.computeIfAbsent(call, any -> new ArrayDeque<>());
    }

    private FakeNode node(NodeKey key) {
        FakeNode node = nodes.get(key);
        if (node == null) {
            throw new DriverException.NotFound(Message.text("there is no machine " + key));
        }
        return node;
    }

    private void tell(NodeKey key) {
        changed.accept(new NodeChanged(key));
    }

    private record Step(Optional<Supplier<? extends DriverException>> failure, boolean afterwards, Duration delay) {
        static final Step ORDINARY = new Step(Optional.empty(), false, Duration.ZERO);
    }
}
