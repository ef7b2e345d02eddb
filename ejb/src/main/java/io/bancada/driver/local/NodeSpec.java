package io.bancada.driver.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.bancada.driver.Preload;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * @param controlGroup the name of the node's own; null for the key
 * @param preload what a spare has loaded; null for a node that somebody has asked for
 * @param base the directory of all nodes
 * @param socket where the supervisor listens
 * @param created milliseconds since the epoch
 * @param api how its work reaches the server; null where it does not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
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
        long created,
        @Nullable ApiAccess api,
        @Nullable String controlGroup,
        @Nullable Preload preload) {
    /** This node with another size. */
    NodeSpec resized(String newSize, int newCores, long newMemoryMiB) {
        return with(newSize, newCores, newMemoryMiB, api, controlGroup, preload);
    }

    /** This node where the server is reached otherwise than before. */
    NodeSpec reaching(@Nullable ApiAccess now) {
        return with(size, cores, memoryMiB, now, controlGroup, preload);
    }

    /** This node in the place of a spare, whose control group it keeps. */
    NodeSpec from(NodeSpec spare) {
        return with(size, cores, memoryMiB, api, spare.key, null);
    }

    /** This node as one that nobody has asked for yet. */
    NodeSpec spare(Preload modules) {
        return with(size, cores, memoryMiB, api, null, modules);
    }

    private NodeSpec with(
            String newSize,
            int newCores,
            long newMemoryMiB,
            @Nullable ApiAccess newApi,
            @Nullable String newControlGroup,
            @Nullable Preload newPreload) {
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
                created,
                newApi,
                newControlGroup,
                newPreload);
    }

    /** Whether the sandbox of a spare is what this node would have. */
    boolean fits(NodeSpec spare) {
        return location.equals(spare.location)
                && keepsHome == spare.keepsHome
                && pids == spare.pids
                && logLimit == spare.logLimit
                && sandbox == spare.sandbox
                && network.equals(spare.network)
                && path.equals(spare.path)
                && readOnly.equals(spare.readOnly)
                && bwrap.equals(spare.bwrap)
                && python.equals(spare.python)
                && Objects.equals(api, spare.api);
    }
}
