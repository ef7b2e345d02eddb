package io.bancada.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One capsule of the {@link FakeProvider}: the test, or its program, lets it print, write and end. */
public final class FakeRun {
    private final Capsule capsule;
    private final Clock clock;
    private final Runnable changed;
    private final Instant startedAt;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, Path> sockets = new ConcurrentHashMap<>();
    private Optional<CapsuleStatus.End> end = Optional.empty();
    private OptionalInt exitCode = OptionalInt.empty();
    private Optional<Instant> endedAt = Optional.empty();

    FakeRun(Capsule capsule, Clock clock, Runnable changed) {
        this.capsule = capsule;
        this.clock = clock;
        this.changed = changed;
        this.startedAt = clock.instant();
        files.put("stdout.log", new byte[0]);
        files.put("stderr.log", new byte[0]);
        capsule.code().ifPresent(code -> copy(code, "code"));
        capsule.inputs().forEach((name, source) -> copy(source, "inputs/" + name));
    }

    private void copy(Path source, String to) {
        try (Stream<Path> tree = Files.walk(source)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String below = source.relativize(file).toString();
                files.put(below.isEmpty() ? to : to + "/" + below, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Capsule capsule() {
        return capsule;
    }

    /** Appends to {@code stdout.log}. */
    public synchronized void print(String text) {
        append("stdout.log", text);
    }

    /** Appends to {@code stderr.log}. */
    public synchronized void complain(String text) {
        append("stderr.log", text);
    }

    /** Writes a whole file, such as {@code outputs/model}. */
    public synchronized void write(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on a socket of the test's own is what the capsule listens on. */
    public void listen(String name, Path socket) {
        sockets.put(name, socket);
    }

    Optional<Path> socket(String name) {
        return Optional.ofNullable(sockets.get(name));
    }

    /** The first process exits by itself. */
    public void exit(int code) {
        finish(CapsuleStatus.End.EXITED, OptionalInt.of(code));
    }

    /** It ends in another way. */
    public void end(CapsuleStatus.End how) {
        finish(how, OptionalInt.empty());
    }

    private void finish(CapsuleStatus.End how, OptionalInt code) {
        synchronized (this) {
            if (end.isPresent()) {
                return;
            }
            end = Optional.of(how);
            exitCode = code;
            endedAt = Optional.of(clock.instant());
        }
        changed.run();
    }

    synchronized CapsuleStatus status() {
        if (end.isEmpty()
                && capsule.timeout().isPresent()
                && clock.instant().isAfter(startedAt.plus(capsule.timeout().orElseThrow()))) {
            finish(CapsuleStatus.End.TIMED_OUT, OptionalInt.empty());
        }
        return new CapsuleStatus(
                end.isPresent() ? CapsuleStatus.State.ENDED : CapsuleStatus.State.RUNNING,
                end,
                exitCode,
                Optional.of(startedAt),
                endedAt);
    }

    synchronized Map<String, byte[]> files() {
        return new TreeMap<>(files);
    }

    Instant startedAt() {
        return startedAt;
    }

    private void append(String file, String text) {
        byte[] before = files.getOrDefault(file, new byte[0]);
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        files.put(file, all);
    }
}
