package io.bancada.driver;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where machines come from. Every call returns at once ("accepted"), takes records only, and throws nothing but
 * {@link DriverException}. What a provider can do beyond this, it says by implementing a capability interface
 * beside it ({@link OpensShells}, {@link OpensTunnels}, {@link IsolatesWork}); services ask for the capability, never for
 * the driver's name.
 */
public interface NodeProvider {
    /** The provider's name in a location's settings, such as {@code local}. */
    String kind();

    /** What the location says of each of {@code sizes}, one offer a size in the given order. */
    List<Offer> offers(Site site, Collection<SizeSpec> sizes);

    /**
     * Asks for a machine. Idempotent by {@link NodeRequest#key()}: a second call for a key that is known does nothing.
     *
     * @throws DriverException.InsufficientCapacity when the location has no room now; ask again later
     * @throws DriverException.Rejected when the request can never be met as it is
     * @throws DriverException.Unavailable when the outcome is unknown; ask again with the same key
     */
    void allocate(Site site, NodeRequest request);

    /** The machine with this key, or empty when the provider knows of none. */
    Optional<Machine> find(Site site, NodeKey key);

    /** Every machine that bears this installation's tag, also those that no row of ours knows. */
    List<Machine> list(Site site);

    /**
     * Gives the machine back and ends whatever runs on it. Accepted at once; it is over when {@link #find} is empty.
     *
     * @throws DriverException.NotFound when there is no such machine
     */
    void release(Site site, NodeKey key);
}
