package io.bancada.driver;

/**
 * A provider that can deallocate a machine and keep its disk: nothing runs and nothing but the disk is held back for it,
 * and it comes again as it was.
 */
public interface StopsNodes {
    /**
     * Ends whatever runs on the machine and deallocates it; its disk stays. Accepted at once and idempotent; it is over
     * when {@link NodeProvider#find} says {@link Machine.State#STOPPED}. A machine that is lost can be stopped as well.
     *
     * @throws DriverException.NotFound when there is no such machine
     */
    void stop(Site site, NodeKey key);

    /**
     * Brings a stopped machine back with its disk. Accepted at once; it is over when {@link NodeProvider#find} says
     * {@link Machine.State#READY}. Nothing happens where the machine is not stopped.
     *
     * @throws DriverException.NotFound when there is no such machine
     * @throws DriverException.InsufficientCapacity when the location has no room now; ask again later
     */
    void start(Site site, NodeKey key);
}
