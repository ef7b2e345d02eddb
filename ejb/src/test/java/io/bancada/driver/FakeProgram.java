package io.bancada.driver;

/** What a capsule of the {@link FakeProvider} does when it starts; called under the provider's lock, so it never waits. */
@FunctionalInterface
public interface FakeProgram {
    void start(Capsule capsule, FakeRun run);
}
