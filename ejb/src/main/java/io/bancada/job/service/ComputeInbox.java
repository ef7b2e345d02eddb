package io.bancada.job.service;

import io.bancada.node.service.NodeObservation;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen for one compute since its last pass, and whether a pass is running: at most one at a time, and one more
 * when something came while it ran.
 */
final class ComputeInbox {
    private List<NodeObservation> nodes = new ArrayList<>();
    private List<ProcessObservation> processes = new ArrayList<>();
    private boolean everything;
    private boolean running;
    private boolean again;

    /** What a pass takes with it. */
    record Mail(List<NodeObservation> nodes, List<ProcessObservation> processes, boolean everything) {}

    synchronized void put(NodeObservation seen) {
        nodes.add(seen);
    }

    synchronized void put(ProcessObservation seen) {
        processes.add(seen);
    }

    /** The next pass looks at every node and process anew. */
    synchronized void lookAtEverything() {
        everything = true;
    }

    /** Asks for a pass. True for whoever has to run it; false where one is running, which then goes round again. */
    synchronized boolean claim() {
        again = true;
        if (running) {
            return false;
        }
        running = true;
        return true;
    }

    /** Empties the inbox for a pass. */
    synchronized Mail take() {
        var mail = new Mail(nodes, processes, everything);
        nodes = new ArrayList<>();
        processes = new ArrayList<>();
        everything = false;
        again = false;
        return mail;
    }

    /** Nobody can run the pass that was claimed: whoever asks next runs it. */
    synchronized void abandon() {
        running = false;
    }

    /** Ends the running pass; false when another must follow at once. */
    synchronized boolean release() {
        if (again) {
            return false;
        }
        running = false;
        return true;
    }
}
