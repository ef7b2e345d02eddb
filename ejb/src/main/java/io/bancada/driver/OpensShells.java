package io.bancada.driver;

/** A provider on whose machines we start and watch processes ourselves. */
public interface OpensShells {
    /**
     * How to act on one machine. Cheap; holds no resource that must be closed.
     *
     * @throws DriverException.NotFound when there is no such machine
     */
    Shell shell(Site site, NodeKey key);
}
