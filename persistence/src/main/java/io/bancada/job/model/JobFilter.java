package io.bancada.job.model;

import java.util.Optional;

/**
 * Which jobs of a workspace are wanted.
 *
 * @param status only jobs in this state
 * @param computeName only jobs of this compute
 * @param experiment only jobs of this experiment
 * @param owner only jobs of this person (subject)
 * @param tag only jobs with this tag: {@code name} or {@code name=value}
 * @param listView which of archived and active jobs
 */
public record JobFilter(
        Optional<JobStatus> status,
        Optional<String> computeName,
        Optional<String> experiment,
        Optional<String> owner,
        Optional<String> tag,
        ListView listView) {
    /** ARM's listViewType. */
    public enum ListView {
        ActiveOnly,
        ArchivedOnly,
        All
    }

    /** Every job that is not archived. */
    public static final JobFilter ACTIVE = new JobFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ListView.ActiveOnly);
}
