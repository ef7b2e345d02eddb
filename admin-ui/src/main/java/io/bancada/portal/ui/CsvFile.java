package io.bancada.portal.ui;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A download of comma-separated values (RFC 4180) of which no spreadsheet takes a cell for a formula. */
public final class CsvFile implements AutoCloseable {
    private static final String FORMULA_BEGINS = "=+-@\t\r\n";

    private final CSVPrinter printer;

    CsvFile(Appendable out, String... header) throws IOException {
        printer = new CSVPrinter(out, CSVFormat.RFC4180);
        printer.printRecord(List.of(header));
    }

    /** Answers with a file of this name, which the browser saves. */
    public static CsvFile answer(HttpServletResponse response, String file, String... header) throws IOException {
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        Attachment.named(file, "text/csv; charset=UTF-8").writeTo(response);
        return new CsvFile(response.getWriter(), header);
    }

    /** Adds a line; numbers and times are written as they are, text is made inert. */
    public void line(Object... cells) throws IOException {
        printer.printRecord(Arrays.stream(cells).map(CsvFile::inert).toList());
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }

    private static Object inert(Object cell) {
        return cell instanceof String text && !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : cell;
    }
}
