package io.bancada.job.service;

import io.bancada.node.service.NodeDriver.NodeRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a pass over a compute leaves to do outside the transaction. Everything in it may be done again.
 *
 * @param bring nodes to ask for or look for
 * @param release nodes to give back
 * @param stop nodes whose machine is to be given up and its disk kept
 * @param inUse nodes that are idle or running, to be looked at now and then
 * @param start processes whose node is found
 * @param watch processes that run, to be looked at now and then
 * @param end processes to end
 * @param clean processes whose files can leave their node
 * @param lookAgainAfter when time alone will change the plan
 */
record PassResult(
        List<NodeRef> bring,
        List<NodeRef> release,
        List<NodeRef> stop,
        List<NodeRef> inUse,
        List<ProcessRef> start,
        List<ProcessRef> watch,
        List<ProcessRef> end,
        List<ProcessRef> clean,
        Optional<Duration> lookAgainAfter) {
    /** Nothing to do: the compute is gone. */
    static final PassResult NOTHING = new PassResult(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
}
