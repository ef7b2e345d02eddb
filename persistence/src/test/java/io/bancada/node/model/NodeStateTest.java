package io.bancada.node.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeStateTest {
    private static final String ROWS = """
            preparing -> idle unusable leaving stopping
            idle      -> running leaving unusable preempted stopping
            running   -> idle leaving unusable preempted
            leaving   ->
            unusable  -> leaving stopping
            preempted -> leaving
            stopping  -> stopped leaving
            stopped   -> preparing leaving
            """;

    @ParameterizedTest
    @EnumSource
    void eachStateLeadsWhereTheTableSaysAndNowhereElse(NodeState from) {
        var row = ROWS.lines()
                .filter(line -> line.startsWith(from + " "))
                .findFirst()
                .orElseThrow();
        for (var to : NodeState.values()) {
            var allowed = (row.substring(row.indexOf("->") + 2) + " ").contains(" " + to + " ");
            assertThat(from.next().contains(to)).as("%s -> %s", from, to).isEqualTo(allowed);
        }
    }
}
