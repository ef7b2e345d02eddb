package io.bancada.driver;

/** A provider whose machines share a host, so that it matters what keeps the work of different people apart there. */
public interface IsolatesWork {
    /**
     * How far people are kept apart, as tried on the host. The first call may take a second.
     *
     * @throws DriverException.Unavailable when it cannot be found out now
     */
    Isolation isolation(Site site);
}
