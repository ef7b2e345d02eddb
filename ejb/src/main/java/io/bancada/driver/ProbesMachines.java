package io.bancada.driver;

/** A provider whose machine is someone else's, so that it must be asked what it is and whether it is fit. */
public interface ProbesMachines {
    /**
     * Looks at the site's machine now. What is wrong with it is an answer, not an exception. Where the site pins no host
     * key yet, the answer holds the one that the machine showed, to be pinned by whoever asked.
     */
    MachineProbe probe(Site site);
}
