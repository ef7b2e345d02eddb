package io.bancada.job.service;

import io.bancada.message.Message;

/**
 * How many nodes one job can get at once. A job within reach holds back those behind it until it has its nodes; one that
 * is beyond it waits aside.
 *
 * @param now nodes at most as things stand: what is there and what the quota has room for, 1 or more
 * @param ever nodes at most that the compute may ever have
 * @param shortage for people: why it is fewer now than ever; empty when it is not
 */
record Reach(int now, int ever, Message shortage) {
    /** As many now as ever. */
    static Reach all(int nodes) {
        return new Reach(nodes, nodes, Message.NONE);
    }
}
