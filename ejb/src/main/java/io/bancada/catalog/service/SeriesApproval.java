package io.bancada.catalog.service;

/** Whether a series that needs the administrator's approval has it (H1, H2). */
public interface SeriesApproval {
    /** Whether computes of this VM family may be created in the location although its series is restricted. */
    boolean approved(String location, String family);
}
