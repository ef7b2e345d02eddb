package io.bancada.job.service;

import io.bancada.compute.model.ComputeType;

/**
 * What one kind of compute does in its own way in a pass. All else is the same for every kind: taking over what was seen,
 * giving jobs to nodes, starting and ending processes.
 */
interface ComputeKind {
    /** The kind that this is. */
    ComputeType type();

    /** Processes that each of its nodes runs at the same time; 0 while it takes no new ones. */
    int slots(PassState state);

    /** Nodes that one job can get at once as things stand. */
    Reach reach(PassState state);

    /**
     * Brings the nodes to what is wanted: reserves, asks for nodes, gives them back, in the rows only; the loop carries it
     * out after the commit.
     *
     * @param demand nodes' slots that running jobs hold and waiting jobs within reach want
     */
    Outlook steer(PassState state, int demand);

    /** Ends the operation on the compute when it stands as asked, and the compute itself when it is gone. */
    void settle(PassState state);
}
