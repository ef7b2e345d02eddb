package io.bancada.compute.model;

/** What shows that somebody, or something of theirs, works on a compute instance. */
public enum EvidenceKind {
    /** A kernel computes, or did. */
    KERNEL,
    /** A terminal took or gave something. */
    TERMINAL,
    /** Somebody typed, or copied something, by SSH. */
    SSH_SESSION,
    /** A job is on it. */
    JOB,
    /** Its processes take processor time. */
    CPU,
    /** It was brought up, or a job on it has ended. */
    STATE
}
