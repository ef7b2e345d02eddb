package io.bancada.job.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobStatusTest {
    private static final String ROWS = """
            Queued          -> Starting Canceled Failed
            Starting        -> Queued Running CancelRequested Completed Failed
            Running         -> Queued CancelRequested Completed Failed
            CancelRequested -> Completed Failed Canceled
            Completed       ->
            Failed          ->
            Canceled        ->
            """;

    @ParameterizedTest
    @EnumSource
    void eachStateLeadsWhereTheTableSaysAndNowhereElse(JobStatus from) {
        var row = ROWS.lines()
                .filter(line -> line.startsWith(from + " "))
                .findFirst()
                .orElseThrow();
        for (var to : JobStatus.values()) {
            var allowed = (row.substring(row.indexOf("->") + 2) + " ").contains(" " + to + " ");
            assertThat(from.next().contains(to)).as("%s -> %s", from, to).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noStateLeadsToItself(JobStatus state) {
        assertThat(state.next()).doesNotContain(state);
    }

    @ParameterizedTest
    @CsvSource({
        "Queued, false",
        "Starting, false",
        "Running, false",
        "CancelRequested, false",
        "Completed, true",
        "Failed, true",
        "Canceled, true"
    })
    void onlyTheThreeEndsAreTerminal(JobStatus state, boolean terminal) {
        assertThat(state.terminal()).isEqualTo(terminal);
    }
}
