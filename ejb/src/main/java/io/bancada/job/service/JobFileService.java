package io.bancada.job.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.DriverException;
import io.bancada.driver.NodeKey;
import io.bancada.driver.Shell;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.model.Job;
import io.bancada.job.model.JobProcess;
import io.bancada.job.model.JobRepository;
import io.bancada.message.Message;
import io.bancada.node.service.NodeSources;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job's log, outputs and metrics: read from the node while it runs, from the workspace share afterwards. No
 * transaction is open while a node is asked.
 */
@ApplicationScoped
public class JobFileService {
    private static final int MOST_FILES = 10_000;
    private static final int MOST_METRICS_BYTES = 16 << 20;

    private final JobRepository jobs;
    private final Workspaces workspaces;
    private final NodeSources sources;
    private final ComputeRepository computes;
    private final JobPaths paths;
    private final Access access;

    @Inject
    public JobFileService(
            JobRepository jobs,
            Workspaces workspaces,
            NodeSources sources,
            ComputeRepository computes,
            JobPaths paths,
            Access access) {
        this.jobs = jobs;
        this.workspaces = workspaces;
        this.sources = sources;
        this.computes = computes;
        this.paths = paths;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected JobFileService() {
        this(null, null, null, null, null, null);
    }

    /**
     * A piece of the log of one rank of the latest attempt; empty while the job has not started.
     *
     * @param offset in bytes, 0 or more
     * @param length at most so many bytes
     */
    public LogChunk log(Caller caller, WorkspaceId workspace, String name, int rank, long offset, int length) {
        var job = readable(caller, workspace, name);
        if (rank < 0 || rank >= job.instanceCount()) {
            throw BancadaException.invalid("process", "The job has processes 0 to " + (job.instanceCount() - 1) + ".");
        }
        if (offset < 0) {
            throw BancadaException.invalid("offset", "The offset is negative; give 0 or more bytes.");
        }
        var ended = job.status().terminal();
        var process = running(job, rank);
        if (ended || process.isEmpty()) {
            var bytes = readKept(paths.log(job, rank), offset, length);
            return LogChunk.of(bytes, offset + bytes.length, ended && bytes.length < length);
        }
        var bytes = readLive(job, process.orElseThrow(), JobPaths.CAPSULE_LOG, offset, length);
        return LogChunk.of(bytes, offset + bytes.length, false);
    }

    /** The files that the job left or has written so far, in path order. */
    public List<JobFile> outputs(Caller caller, WorkspaceId workspace, String name) {
        var job = readable(caller, workspace, name);
        var process = running(job, 0);
        if (process.isPresent()) {
            try {
                return shell(job, process.orElseThrow())
                        .list(capsule(process.orElseThrow()), JobPaths.OUTPUTS, MOST_FILES)
                        .stream()
                        .map(f ->
                                new JobFile(f.path().substring(JobPaths.OUTPUTS.length() + 1), f.bytes(), f.modified()))
                        .toList();
            } catch (DriverException.NotFound e) {
                return List.of();
            }
        }
        return listKept(paths.outputs(job));
    }

    /**
     * One file of the outputs; the caller closes it.
     *
     * @throws BancadaException 404 when the job left no such file, 409 while it still runs
     */
    public InputStream output(Caller caller, WorkspaceId workspace, String name, String path) {
        var job = readable(caller, workspace, name);
        if (!job.status().terminal()) {
            throw BancadaException.conflict(name, "The job has not ended; its outputs can be downloaded when it has.");
        }
        var root = paths.outputs(job);
        var file = root.resolve(path).normalize();
        try {
            if (!file.startsWith(root) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw BancadaException.notFound(path);
            }
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The metrics that the job wrote so far, in the order of writing; lines that are none are left out. */
    public List<Metric> metrics(Caller caller, WorkspaceId workspace, String name) {
        var job = readable(caller, workspace, name);
        var bytes = running(job, 0)
                .map(process -> readLive(job, process, JobPaths.METRICS, 0, MOST_METRICS_BYTES))
                .orElseGet(() -> readKept(paths.directory(job).resolve(JobPaths.METRICS), 0, MOST_METRICS_BYTES));
        return MetricLines.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private Job readable(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.JOB_READ, workspace.scope());
        return jobs.find(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("jobs", name)));
    }

    private Optional<JobProcess> running(Job job, int rank) {
        if (job.status().terminal() || job.attempts() == 0) {
            return Optional.empty();
        }
        var attempts = jobs.attempts(job);
        return jobs.processes(attempts.get(attempts.size() - 1)).stream()
                .filter(p -> p.rank() == rank && p.state() != JobProcess.State.ended)
                .findFirst();
    }

    private byte[] readLive(Job job, JobProcess process, String file, long offset, int length) {
        try {
            return shell(job, process).read(capsule(process), file, offset, length);
        } catch (DriverException.NotFound e) {
            return new byte[0];
        } catch (DriverException.Unavailable e) {
            throw new BancadaException(ErrorCode.UNAVAILABLE, job.name(), "The node cannot be read now; try again.");
        }
    }

    private Shell shell(Job job, JobProcess process) {
        var place = computes.find(job.computeId())
                .map(NodePlaces::of)
                .orElseThrow(() -> new DriverException.NotFound(Message.of("job.computeGone")));
        return sources.at(place).shell(new NodeKey(process.nodeKey()));
    }

    private static CapsuleId capsule(JobProcess process) {
        return new CapsuleId(process.capsule());
    }

    private static byte[] readKept(Path file, long offset, int length) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new byte[0];
        }
        try (var in = Files.newByteChannel(file)) {
            in.position(Math.min(offset, in.size()));
            var buffer = java.nio.ByteBuffer.allocate((int) Math.min(length, in.size() - in.position()));
            while (buffer.hasRemaining() && in.read(buffer) >= 0) {}
            return java.util.Arrays.copyOf(buffer.array(), buffer.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JobFile> listKept(Path root) {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        var files = new ArrayList<JobFile>();
        try (var walk = Files.walk(root)) {
            var found = walk.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
            for (var file : found) {
                files.add(new JobFile(
                        root.relativize(file).toString(),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toInstant()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
