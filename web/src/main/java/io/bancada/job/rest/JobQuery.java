package io.bancada.job.rest;

import io.bancada.error.BancadaException;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobFilter;
import io.bancada.job.model.JobStatus;
import io.bancada.paging.Page;
import io.bancada.web.ArmContext;
import io.bancada.web.StrictJson;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The query parameters of Jobs_List, ARM's and ours ({@code status}, {@code computeName}, {@code experimentName}, {@code owner}). */
record JobQuery(JobFilter filter, boolean command, Optional<String> properties) {
    static JobQuery of(ArmContext arm) {
        var filter = new JobFilter(
                arm.query("status").map(s -> constant("status", JobStatus.class, s)),
                arm.query("computeName"),
                arm.query("experimentName"),
                arm.query("owner"),
                arm.query("tag"),
                arm.query("listViewType")
                        .map(v -> constant("listViewType", JobFilter.ListView.class, v))
                        .orElse(JobFilter.ListView.ActiveOnly));
        return new JobQuery(
                filter, arm.query("jobType").map("Command"::equalsIgnoreCase).orElse(true), arm.query("properties"));
    }

    /** The jobs of a page that fit; a page may hold fewer than its size, and its next page still follows. */
    Page<JobDetails> narrow(Page<JobDetails> page) {
        if (command && properties.isEmpty()) {
            return page;
        }
        return new Page<>(page.items().stream().filter(this::fits).toList(), page.next());
    }

    private boolean fits(JobDetails job) {
        if (!command) {
            return false;
        }
        var definition = StrictJson.stored(job.definition(), JobDefinition.class);
        var has = definition.properties() == null ? Map.<String, String>of() : definition.properties();
        return properties.stream()
                .flatMap(wanted -> Arrays.stream(wanted.split(",", -1)))
                .filter(wanted -> !wanted.isBlank())
                .map(wanted -> wanted.strip().split("=", 2))
                .allMatch(wanted ->
                        wanted.length == 1 ? has.containsKey(wanted[0]) : wanted[1].equals(has.get(wanted[0])));
    }

    private static <E extends Enum<E>> E constant(String parameter, Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> c.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> BancadaException.invalid(
                        parameter, "'" + value + "' is none of " + Arrays.toString(type.getEnumConstants()) + "."));
    }
}
