package io.bancada.app.service;

import java.util.Optional;

/** Finds what stands behind a label: drawn for an instance when it is made, and never used for another. */
public interface InstanceBackends {
    /**
     * The backend; empty where no instance has this label, or has no more.
     *
     * @param label the first label of a host name in the instances' domain, as a browser sends it: anything may be asked
     */
    Optional<InstanceBackend> find(String label);
}
