package io.bancada.job.service;

import io.bancada.driver.CapsuleId;
import io.bancada.driver.NodeKey;
import io.bancada.job.model.Job;
import io.bancada.job.model.JobProcess;
import io.bancada.node.service.NodePlace;
import io.bancada.workspace.model.WorkspaceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A process as it is handed to a node: all that starting, watching and ending it needs, and no entity.
 *
 * @param process the row's number
 * @param job the job's row
 * @param place where its node stands, and so which driver to ask
 * @param person whose work it is
 * @param guest whether the machine is another person's
 * @param definition ARM's CommandJob properties as submitted, a JSON object
 * @param masterAddress address of the node of rank 0, where distributed work meets
 * @param environment variables that its environment version gave
 * @param code directory of the snapshot; empty for a command without code
 * @param log where its log is kept
 * @param outputs where its outputs are kept
 */
record ProcessRef(
        long process,
        long job,
        String jobName,
        WorkspaceId workspace,
        NodePlace place,
        NodeKey node,
        CapsuleId capsule,
        int rank,
        int worldSize,
        String masterAddress,
        String person,
        boolean guest,
        String experiment,
        String definition,
        Map<String, String> environment,
        Optional<Path> code,
        Optional<Duration> timeout,
        Path share,
        Path log,
        Path outputs) {
    static ProcessRef of(
            JobProcess process,
            NodePlace place,
            boolean guest,
            String meeting,
            WorkspaceId workspace,
            Path share,
            Optional<Path> code,
            JobPaths paths) {
        Job job = process.attempt().job();
        return new ProcessRef(
                process.id(),
                job.id(),
                job.name(),
                workspace,
                place,
                new NodeKey(process.nodeKey()),
                new CapsuleId(process.capsule()),
                process.rank(),
                job.instanceCount(),
                meeting,
                job.owner(),
                guest,
                job.experiment(),
                job.definition(),
                job.environment(),
                code,
                job.timeout(),
                share,
                paths.log(job, process.rank()),
                paths.outputs(job));
    }
}
