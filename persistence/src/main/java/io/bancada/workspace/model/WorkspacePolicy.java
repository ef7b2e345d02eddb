package io.bancada.workspace.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What a workspace says of all its compute instances.
 *
 * @param stoppedInstances whether one that has stopped keeps its cores of the quota
 * @param jobsOnInstances who may submit jobs to one
 * @param sshOnInstances whether they are reached by SSH
 */
@Embeddable
public record WorkspacePolicy(
        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Column(name = "stopped_instances", nullable = false)
        StoppedInstances stoppedInstances,

        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Column(name = "jobs_on_instances", nullable = false)
        JobsOnInstances jobsOnInstances,

        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Column(name = "ssh_on_instances", nullable = false)
        SshOnInstances sshOnInstances) {
    /** What holds where nobody has said anything else. */
    public static final WorkspacePolicy DEFAULT =
            new WorkspacePolicy(StoppedInstances.Keep, JobsOnInstances.Owner, SshOnInstances.Allowed);

    /** What becomes of the cores of an instance that has stopped. */
    public enum StoppedInstances {
        /** They stay reserved, so that its next start never lacks quota (H7). */
        Keep,
        /** They go back to the quota; its next start reserves them anew, or is refused. */
        Release
    }

    /** Who may submit jobs to an instance (X13). */
    public enum JobsOnInstances {
        /** The person whose it is, and nobody else. */
        Owner,
        /** Whoever may submit jobs in the workspace; the work of others sees nothing of its person's. */
        Workspace
    }

    /** Whether instances are reached by SSH (J3). */
    public enum SshOnInstances {
        /** Those that were created with it. */
        Allowed,
        /** None: no new one has it, and the ways in that there are stay shut. */
        Disabled
    }

    /** Whether a stopped instance holds no cores. */
    public boolean releasesStopped() {
        return stoppedInstances == StoppedInstances.Release;
    }

    /** Whether not only its person submits jobs to an instance. */
    public boolean opensJobs() {
        return jobsOnInstances == JobsOnInstances.Workspace;
    }

    /** Whether instances are reached by SSH. */
    public boolean allowsSsh() {
        return sshOnInstances == SshOnInstances.Allowed;
    }
}
