package io.bancada.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The tab-separated tables that are shipped beside this package. */
public final class ArmTable {
    private ArmTable() {}

    /** One line of a table. */
    public record Row(List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public String cell(int column) {
            return cells.get(column);
        }
    }

    /** The lines of a table that is part of the product. */
    public static List<Row> read(String file) {
        var in = Objects.requireNonNull(ArmTable.class.getResourceAsStream("/io/bancada/web/" + file), file);
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> new Row(List.of(line.split("\t", -1))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
