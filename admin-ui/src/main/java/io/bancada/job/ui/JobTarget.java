package io.bancada.job.ui;

import io.bancada.quota.ui.QuotaBar;
import java.util.List;

/**
 * Where a job is about to go, and what is to be known before it does.
 *
 * @param machines what its machines do, in words
 * @param waiting jobs that wait there already
 * @param quota lines of the ledger that the nodes which are missing would take of; none where none is missing
 * @param cost price of its nodes in words
 * @param expectation what happens when it is submitted
 */
public record JobTarget(
        String name, String machines, int waiting, List<QuotaBar> quota, String cost, String expectation) {}
