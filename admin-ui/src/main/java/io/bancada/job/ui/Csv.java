package io.bancada.job.ui;

/** Cells of comma-separated values that no spreadsheet takes for a formula. */
final class Csv {
    private Csv() {}

    static String cell(String text) {
        var inert = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + inert.replace("\"", "\"\"") + '"';
    }
}
