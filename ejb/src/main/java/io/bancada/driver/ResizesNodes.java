package io.bancada.driver;

/** A provider that can give a stopped machine another size; its disk stays. */
public interface ResizesNodes {
    /**
     * Gives the machine this size from its next start on. Nothing happens where it has it already, so that the call may be
     * made again.
     *
     * @throws DriverException.NotFound when there is no such machine
     * @throws DriverException.Rejected when the machine is not stopped, or cannot be of this size
     * @throws DriverException.InsufficientCapacity when the location has no room for it now; the machine keeps its size
     */
    void resize(Site site, NodeKey key, SizeSpec size);
}
