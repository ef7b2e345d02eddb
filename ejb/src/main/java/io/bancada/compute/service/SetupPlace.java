package io.bancada.compute.service;

import io.bancada.compute.model.SetupPhase;
import io.bancada.compute.model.SetupScript;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.NodeKey;
import io.bancada.node.service.NodePlace;
import java.nio.file.Path;

/**
 * A run of a setup script as it is handed to a node: all that starting and watching it needs, and no entity.
 *
 * @param run number of the run
 * @param compute row number of the instance
 * @param machines where the instance's machine comes from
 * @param person whose work it is
 * @param user the name of the person's folder in the share
 * @param files that folder, on the server
 */
record SetupPlace(
        long run,
        long compute,
        SetupPhase phase,
        SetupScript script,
        NodePlace machines,
        NodeKey node,
        String person,
        String user,
        Path files) {
    /** The process of a run, on the instance's node. */
    static CapsuleId capsule(long run) {
        return new CapsuleId("setup-" + run);
    }

    CapsuleId capsule() {
        return capsule(run);
    }
}
