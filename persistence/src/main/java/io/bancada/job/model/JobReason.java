package io.bancada.job.model;

/** Why a job waits or how it came to its end; beside it stands a message for people. */
public enum JobReason {
    /** Nothing to say: it runs, or ended well. */
    None,
    /** All nodes are taken and more are coming. */
    WaitingForNode,
    /** All nodes are taken and the cluster is at its maximum. */
    ClusterAtMaximum,
    /** It asks for more nodes than the cluster may ever have. */
    NeedsMoreNodesThanMaximum,
    /** A limit on cores keeps the cluster from growing. */
    QuotaExceeded,
    /** A lock keeps the cluster from scaling. */
    BlockedByLock,
    /** The location has no room now. */
    InsufficientCapacity,
    /** Its compute instance does not run. */
    ComputeNotRunning,
    /** Its compute instance runs as many jobs as it can at a time. */
    AllSlotsTaken,
    /** The disk of its compute instance is full. */
    DiskFull,
    /** The process exited with a code other than 0. */
    UserError,
    /** It ran into {@code limits.timeout}. */
    TimedOut,
    /** It needed more memory than the node has. */
    OutOfMemory,
    /** A signal that nobody here sent ended it. */
    Signalled,
    /** The node went away under it. */
    NodeLost,
    /** It could not be started. */
    StartFailed,
    /** A person canceled it. */
    CanceledByUser,
    /** Its compute instance was stopped. */
    ComputeStopped,
    /** Its compute was deleted. */
    ComputeDeleted
}
