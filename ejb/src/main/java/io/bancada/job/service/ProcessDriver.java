package io.bancada.job.service;

import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleSignal;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.DriverException;
import io.bancada.driver.Shell;
import io.bancada.job.model.JobReason;
import io.bancada.message.Message;
import io.bancada.node.service.NodeSources;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Starts, watches and ends the processes of jobs on their nodes. Every call may be made again at any time: what was
 * started is found, not started twice. Never called inside a transaction.
 */
@ApplicationScoped
public class ProcessDriver {
    private static final Logger LOG = Logger.getLogger(ProcessDriver.class);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final NodeSources sources;
    private final Installation installation;
    private final Clock clock;

    @Inject
    public ProcessDriver(NodeSources sources, Installation installation, Clock clock) {
        this.sources = sources;
        this.installation = installation;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ProcessDriver() {
        this(null, null, null);
    }

    /** Empty when it is not known whether it has started, and must be tried again. */
    private Optional<ProcessObservation> start(ProcessRef process) {
        try {
            var shell = shell(process);
            var command = JobCommand.of(process.definition());
            var root = shell.root(process.capsule());
            try (var inputs =
                    JobInputs.bring(process.share(), process.capsule(), command.plainInputs(process.share()))) {
                shell.start(new Capsule(
                        process.capsule(),
                        process.person(),
                        command.argv(root),
                        command.environment(process, root, installation),
                        process.code(),
                        inputs.paths(),
                        Map.of(),
                        process.guest(),
                        process.timeout(),
                        GRACE));
            }
            return Optional.of(ProcessObservation.running(process.process(), clock.instant()));
        } catch (DriverException.Unavailable | DriverException.InsufficientCapacity e) {
            LOG.infof("job %s cannot be started now: %s", process.jobName(), e.getMessage());
            return Optional.empty();
        } catch (DriverException.NotFound e) {
            return Optional.of(ProcessObservation.ended(process.process(), JobReason.NodeLost, words(e)));
        } catch (DriverException | UncheckedIOException e) {
            return Optional.of(ProcessObservation.ended(process.process(), JobReason.StartFailed, words(e)));
        }
    }

    /**
     * Looks how the process is, and starts one that has not started. One that has ended is reported once its log and
     * outputs are in the share, so that a job that is over always has them; empty while nothing new is known.
     */
    Optional<ProcessObservation> look(ProcessRef process) {
        try {
            var shell = shell(process);
            var status = shell.status(process.capsule());
            return switch (status.state()) {
                case ABSENT -> start(process);
                case RUNNING ->
                    Optional.of(ProcessObservation.running(
                            process.process(), status.startedAt().orElseGet(clock::instant)));
                case ENDED -> {
                    keep(shell, process);
                    yield Optional.of(ended(process, status));
                }
            };
        } catch (DriverException.NotFound e) {
            return Optional.of(ProcessObservation.ended(process.process(), JobReason.NodeLost, words(e)));
        } catch (DriverException | UncheckedIOException e) {
            LOG.warnf("job %s cannot be looked at now: %s", process.jobName(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Asks the process to end, or reports that it has, as {@link #look} does. One that has not started never will. Not
     * to be called while {@link #look} is under way for the process: its start would come after the end.
     */
    Optional<ProcessObservation> end(ProcessRef process) {
        try {
            var shell = shell(process);
            var status = shell.status(process.capsule());
            return switch (status.state()) {
                case ABSENT ->
                    Optional.of(ProcessObservation.ended(process.process(), JobReason.CanceledByUser, Message.NONE));
                case RUNNING -> {
                    shell.signal(process.capsule(), CapsuleSignal.TERMINATE);
                    yield Optional.empty();
                }
                case ENDED -> {
                    keep(shell, process);
                    yield Optional.of(ended(process, status));
                }
            };
        } catch (DriverException.NotFound e) {
            return Optional.of(ProcessObservation.ended(process.process(), JobReason.NodeLost, words(e)));
        } catch (DriverException | UncheckedIOException e) {
            LOG.infof("job %s cannot be ended now: %s", process.jobName(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Removes what the process left on its node; its log and outputs are in the share. */
    void clean(ProcessRef process) {
        try {
            shell(process).remove(process.capsule());
        } catch (DriverException e) {
            LOG.debugf("what job %s left goes with its node: %s", process.jobName(), e.getMessage());
        }
    }

    private static void keep(Shell shell, ProcessRef process) {
        try {
            Files.createDirectories(process.log().getParent());
            shell.fetch(process.capsule(), JobPaths.CAPSULE_LOG, process.log());
            shell.fetch(process.capsule(), JobPaths.OUTPUTS, process.outputs());
        } catch (DriverException.NotFound e) {
            LOG.debugf("job %s left no files: %s", process.jobName(), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessObservation ended(ProcessRef process, CapsuleStatus status) {
        var end = status.end().orElse(CapsuleStatus.End.LOST);
        var code = status.exitCode().isPresent()
                ? Optional.of(status.exitCode().orElseThrow())
                : Optional.<Integer>empty();
        return switch (end) {
            case EXITED ->
                code.orElse(0) == 0
                        ? observation(process, status, JobReason.None, Message.NONE, code)
                        : observation(
                                process,
                                status,
                                JobReason.UserError,
                                Message.of("job.exitCode", code.orElse(-1)),
                                code);
            case SIGNALLED -> observation(process, status, JobReason.Signalled, Message.of("job.signalled"), code);
            case TIMED_OUT ->
                observation(
                        process,
                        status,
                        JobReason.TimedOut,
                        Message.of(
                                "job.timedOut",
                                process.timeout().map(Duration::toString).orElse("?")),
                        code);
            case OUT_OF_MEMORY ->
                observation(process, status, JobReason.OutOfMemory, Message.of("job.outOfMemory"), code);
            case CANCELED -> observation(process, status, JobReason.CanceledByUser, Message.NONE, code);
            case LOST ->
                observation(process, status, JobReason.NodeLost, ProcessObservation.NODE_WENT_AWAY, Optional.empty());
        };
    }

    private static ProcessObservation observation(
            ProcessRef process, CapsuleStatus status, JobReason reason, Message message, Optional<Integer> code) {
        return new ProcessObservation(
                process.process(),
                ProcessObservation.Kind.ENDED,
                reason,
                message,
                code,
                status.startedAt(),
                status.endedAt());
    }

    private Shell shell(ProcessRef process) {
        return sources.at(process.place()).shell(process.node());
    }

    private static Message words(RuntimeException e) {
        return e instanceof DriverException known ? known.why() : Message.text(e.toString());
    }
}
