package io.bancada.node.service;

import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeProvider;
import io.bancada.driver.OpensShells;
import io.bancada.driver.Shell;
import io.bancada.driver.Site;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;

/**
 * Where a node's machine comes from.
 *
 * @param provider the driver
 * @param site with which settings it is asked
 */
public record NodeSource(NodeProvider provider, Site site) {
    /**
     * How to act on one of its machines.
     *
     * @throws io.bancada.driver.DriverException.NotFound when there is no such machine
     * @throws BancadaException 422 where the driver takes whole jobs and runs no processes of ours
     */
    public Shell shell(NodeKey node) {
        if (provider instanceof OpensShells shells) {
            return shells.shell(site, node);
        }
        throw new BancadaException(
                ErrorCode.NOT_OFFERED,
                "location",
                "'" + site.location() + "' takes whole jobs and runs no processes of ours.");
    }
}
