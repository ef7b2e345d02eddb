package io.bancada.driver;

/** A provider that can keep machines ready before anybody asks for one. */
public interface WarmsNodes {
    /**
     * Keeps so many machines ready for the next {@link NodeProvider#allocate} calls that ask for a home
     * ({@link NodeRequest#keepsHome()}); each takes one, with the size that it asks for. Accepted at once, and made again
     * whenever one may have been taken or may be too old.
     *
     * @param nodes how many; 0 gives back those that stand ready
     * @param preload what is loaded on them
     * @throws DriverException.Rejected where the site cannot keep machines ready as it is
     */
    void warm(Site site, int nodes, Preload preload);
}
