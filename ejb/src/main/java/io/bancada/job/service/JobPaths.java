package io.bancada.job.service;

import io.bancada.access.model.Caller;
import io.bancada.error.BancadaException;
import io.bancada.file.model.SharePath;
import io.bancada.job.model.Job;
import io.bancada.message.Message;
import io.bancada.workspace.service.PersonFolders;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;

/** Where a job's files stand in the workspace share, and what they are called on a node. */
@ApplicationScoped
public class JobPaths {
    /** The log of a process, standard output and error in the order of writing. */
    static final String CAPSULE_LOG = "stdout.log";

    /** Where a job writes what it wants kept. */
    static final String OUTPUTS = "outputs";

    /** Where a job writes its metrics, one JSON object a line. */
    static final String METRICS = OUTPUTS + "/metrics.jsonl";

    private final Workspaces workspaces;
    private final PersonFolders folders;

    @Inject
    public JobPaths(Workspaces workspaces, PersonFolders folders) {
        this.workspaces = workspaces;
        this.folders = folders;
    }

    @SuppressWarnings("NullAway")
    protected JobPaths() {
        this(null, null);
    }

    /**
     * Goes on only where a job reads, of people's folders, none but its submitter's: it is the server that brings a job
     * its inputs, and the server may read everything.
     *
     * @throws BancadaException 400 naming the input
     */
    void requireOwn(Caller caller, JobCommand command) {
        command.inputs(Path.of("")).forEach((name, path) -> {
            var mine = Path.of(SharePath.USERS).resolve(folders.of(caller.subject(), caller.name()));
            if (path.startsWith(SharePath.USERS) && !path.startsWith(mine)) {
                throw BancadaException.invalid(
                        "properties.inputs." + name + ".uri", Message.of("refused.foreignInput", mine.toString()));
            }
        });
    }

    /** {@code jobs/<name>} in the share. */
    Path directory(Job job) {
        return workspaces.share(job.workspace()).resolve("jobs").resolve(job.name());
    }

    /** The kept log of one rank. */
    Path log(Job job, int rank) {
        return directory(job).resolve("user_logs").resolve(logName(job, rank));
    }

    /** The kept outputs; every rank of a multi-node job writes into the same folder. */
    Path outputs(Job job) {
        return directory(job).resolve(OUTPUTS);
    }

    private static String logName(Job job, int rank) {
        return job.instanceCount() == 1 ? "std_log.txt" : "std_log_process_" + rank + ".txt";
    }
}
