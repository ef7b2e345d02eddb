package io.bancada.job.ui;

import io.bancada.access.model.Caller;
import io.bancada.job.model.JobFilter;
import io.bancada.job.model.JobStatus;
import io.bancada.portal.ui.Query;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which jobs a person wants to see, as the address says. */
public class JobChoice implements Serializable {
    private String status = "";
    private String compute = "";
    private String experiment = "";
    private boolean mine;

    /** The filter for the service; a status that there is not counts as none. */
    JobFilter filter(Caller caller) {
        return new JobFilter(
                Arrays.stream(JobStatus.values())
                        .filter(s -> s.name().equalsIgnoreCase(status))
                        .findFirst(),
                given(compute),
                given(experiment),
                mine ? Optional.of(caller.subject()) : Optional.empty(),
                Optional.empty(),
                JobFilter.ListView.ActiveOnly);
    }

    /** The same as an address holds it. */
    public String getQuery() {
        return new Query()
                .with("status", status)
                .with("compute", compute)
                .with("experiment", experiment)
                .with("mine", mine ? "true" : "")
                .toString();
    }

    public boolean isFiltered() {
        return !getQuery().isEmpty();
    }

    private static Optional<String> given(String value) {
        return Optional.of(value).filter(v -> !v.isEmpty());
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(@Nullable String status) {
        this.status = orEmpty(status);
    }

    public String getCompute() {
        return compute;
    }

    public void setCompute(@Nullable String compute) {
        this.compute = orEmpty(compute);
    }

    public String getExperiment() {
        return experiment;
    }

    public void setExperiment(@Nullable String experiment) {
        this.experiment = orEmpty(experiment);
    }

    public boolean isMine() {
        return mine;
    }

    public void setMine(boolean mine) {
        this.mine = mine;
    }
}
