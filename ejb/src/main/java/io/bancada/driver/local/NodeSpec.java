package io.bancada.driver.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a node is: the content of its {@code node.json}, read by the supervisor too.
 *
 * @param size ARM's size name
 * @param cores virtual cores, the weight against other nodes
 * @param memoryMiB most memory, in MiB
 * @param keepsHome whether all work shares {@code home/}, which outlives a stop
 * @param uid the user number of the node's work
 * @param network {@code none} or {@code host}
 * @param cgroup the installation's control group, the node's own is below it
 * @param base the directory of all nodes
 * @param socket where the supervisor listens
 * @param created milliseconds since the epoch
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record NodeSpec(
        String key,
        String location,
        String group,
        String size,
        int cores,
        long memoryMiB,
        boolean keepsHome,
        int uid,
        int pids,
        long logLimit,
        SandboxKind sandbox,
        String network,
        String path,
        List<String> readOnly,
        String bwrap,
        String python,
        String cgroup,
        String base,
        String socket,
        long created) {
    /** This node with another size. */
    NodeSpec resized(String newSize, int newCores, long newMemoryMiB) {
        return new NodeSpec(
                key,
                location,
                group,
                newSize,
                newCores,
                newMemoryMiB,
                keepsHome,
                uid,
                pids,
                logLimit,
                sandbox,
                network,
                path,
                readOnly,
                bwrap,
                python,
                cgroup,
                base,
                socket,
                created);
    }
}
