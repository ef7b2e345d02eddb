package io.bancada.driver;

import io.bancada.message.Message;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A machine of the {@link FakeProvider}; guarded by the provider's lock. */
final class FakeNode {
    private final Map<CapsuleId, FakeRun> runs = new LinkedHashMap<>();
    private Machine machine;
    private String size = "";

    FakeNode(NodeKey key, Machine.State state, Instant since) {
        this.machine = new Machine(key, state, "127.0.0.1", Message.NONE, since);
    }

    String size() {
        return size;
    }

    void resize(String newSize) {
        size = newSize;
    }

    Machine machine() {
        return machine;
    }

    void move(Machine.State state, String detail, Instant since) {
        machine = new Machine(machine.key(), state, machine.address(), Message.text(detail), since);
    }

    Collection<FakeRun> runs() {
        return runs.values();
    }

    Optional<FakeRun> find(CapsuleId id) {
        return Optional.ofNullable(runs.get(id));
    }

    void add(FakeRun run) {
        runs.put(run.capsule().id(), run);
    }

    void remove(CapsuleId id) {
        runs.remove(id);
    }
}
