package io.bancada.compute.service;

import io.bancada.compute.model.SetupRun.Outcome;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.DriverException;
import io.bancada.driver.Shell;
import io.bancada.message.Message;
import io.bancada.node.service.NodePlace;
import io.bancada.node.service.NodeSource;
import io.bancada.node.service.NodeSources;
import io.bancada.operation.service.ResourceChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Runs setup scripts on instances, each run once: what was started is found again, by whichever server looks. No
 * transaction is open while a node is asked.
 */
@ApplicationScoped
public class SetupRunner {
    private static final Logger LOG = Logger.getLogger(SetupRunner.class);

    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration LATER = Duration.ofSeconds(15);

    private final SetupRows rows;
    private final Function<NodePlace, NodeSource> sources;
    private volatile Runnable wake = () -> {};

    @Inject
    public SetupRunner(SetupRows rows, NodeSources sources) {
        this(rows, sources::at);
    }

    SetupRunner(SetupRows rows, Function<NodePlace, NodeSource> sources) {
        this.rows = rows;
        this.sources = sources;
    }

    @SuppressWarnings("NullAway")
    protected SetupRunner() {
        this(null, (Function<NodePlace, NodeSource>) null);
    }

    /** What to call when a round is due earlier than the last one said. */
    void wakes(Runnable wake) {
        this.wake = wake;
    }

    /** Some instance may have come to the point where its script runs. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResourceChange change) {
        if (change.collection().equals("computes")) {
            wake.run();
        }
    }

    /**
     * Looks at every run that has not ended.
     *
     * @return how long from now until the next round is due
     */
    public Duration round() {
        var running = rows.running();
        running.forEach(this::follow);
        return running.isEmpty() ? LATER : SOON;
    }

    private void follow(SetupPlace place) {
        try {
            look(place, sources.apply(place.machines()).shell(place.node()));
        } catch (DriverException.NotFound e) { // the pass sees that the machine is gone
            LOG.debugf("setup run %d: %s", place.run(), e.getMessage());
        } catch (DriverException.Unavailable | DriverException.InsufficientCapacity | UncheckedIOException e) {
            LOG.infof("setup run %d goes on later: %s", place.run(), e.getMessage());
        } catch (DriverException e) {
            rows.ended(place.run(), Outcome.Failed, e.why());
        }
    }

    private void look(SetupPlace place, Shell shell) {
        var status = shell.status(place.capsule());
        switch (status.state()) {
            case ABSENT -> start(place, shell);
            case RUNNING -> {}
            case ENDED -> end(place, shell, status);
        }
    }

    private void start(SetupPlace place, Shell shell) {
        var text = rows.text(place.compute(), place.phase());
        Optional<Path> file = Optional.empty();
        try {
            Files.createDirectories(place.files());
            if (text.isPresent()) {
                file = Optional.of(Files.createTempFile("setup-", ".script"));
                Files.write(file.orElseThrow(), text.orElseThrow());
            }
            shell.start(SetupCapsules.capsule(place, shell.root(place.capsule()), file));
            clearOld(place, shell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            file.ifPresent(SetupRunner::delete); // the node has its own copy
        }
    }

    private void clearOld(SetupPlace place, Shell shell) {
        for (var old : rows.old(place.compute())) {
            shell.remove(SetupPlace.capsule(old));
            rows.forget(old);
        }
    }

    private void end(SetupPlace place, Shell shell, CapsuleStatus status) {
        var end = status.end().orElse(CapsuleStatus.End.LOST);
        if (end == CapsuleStatus.End.EXITED && status.exitCode().orElse(-1) == 0) {
            rows.ended(place.run(), Outcome.Succeeded, Message.NONE);
            return;
        }
        var tail = tail(place, shell);
        switch (end) {
            case EXITED ->
                rows.ended(
                        place.run(),
                        Outcome.Failed,
                        Message.of("instance.setupExit", status.exitCode().orElse(-1), tail));
            case TIMED_OUT ->
                rows.ended(
                        place.run(),
                        Outcome.TimedOut,
                        Message.of(
                                "instance.setupTimedOut",
                                place.script().timeout().toSeconds(),
                                tail));
            case OUT_OF_MEMORY -> rows.ended(place.run(), Outcome.Failed, Message.of("instance.setupMemory", tail));
            case SIGNALLED, CANCELED, LOST ->
                rows.ended(place.run(), Outcome.Failed, Message.of("instance.setupBroken", tail));
        }
    }

    private static String tail(SetupPlace place, Shell shell) {
        try {
            var size = shell.list(place.capsule(), "", 10).stream()
                    .filter(file -> file.path().equals(SetupCapsules.LOG))
                    .mapToLong(file -> file.bytes())
                    .sum();
            return LogTail.of(
                    shell.read(place.capsule(), SetupCapsules.LOG, Math.max(0, size - LogTail.BYTES), LogTail.BYTES));
        } catch (DriverException.NotFound e) {
            return "";
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("%s stays: %s", file, e.getMessage());
        }
    }
}
