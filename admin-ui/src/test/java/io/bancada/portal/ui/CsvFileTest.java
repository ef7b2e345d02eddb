package io.bancada.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "=cmd|'/c calc'!A1"})
    void cellIsNeverAFormula(String text) throws IOException {
        assertThat(readBack(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a\"b,c", "two\nlines", "ação 中文", " led by a space"})
    void otherTextComesBackAsItIs(String text) throws IOException {
        assertThat(readBack(text)).isEqualTo(text);
    }

    @Test
    void numbersStayNumbers() throws IOException {
        assertThat(written(-0.5)).isEqualTo("column\r\n-0.5\r\n");
    }

    private static String readBack(Object cell) throws IOException {
        try (var parser = CSVFormat.RFC4180.parse(new StringReader(written(cell, "end")))) {
            return parser.getRecords().get(1).get(0);
        }
    }

    private static String written(Object... cells) throws IOException {
        var out = new StringWriter();
        try (var file = new CsvFile(out, "column")) {
            file.line(cells);
        }
        return out.toString();
    }
}
