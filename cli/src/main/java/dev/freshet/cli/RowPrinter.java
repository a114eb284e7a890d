package dev.freshet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints rows of one shape on stdout. A table is printed at {@link #end}, all else row by row. */
final class RowPrinter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputFormat format;
    private final List<String> columns;
    private final PrintStream out;
    private final int width;
    private List<List<String>> waiting = new ArrayList<>();
    private boolean begun;

    RowPrinter(OutputFormat format, List<String> columns, PrintStream out, int width) {
        this.format = format;
        this.columns = columns;
        this.out = out;
        this.width = width;
    }

    /**
     * @param values Boolean, Long, Double or String, null for NULL
     */
    void row(List<@Nullable Object> values) {
        switch (format) {
            case JSON -> out.println(json(values));
            case CSV -> {
                if (!begun) {
                    out.print(csv(columns));
                }
                out.print(csv(texts(values)));
            }
            case TABLE -> waiting.add(texts(values));
        }
        begun = true;
    }

    /** Prints what is still to be printed. */
    void end() {
        if (format == OutputFormat.CSV && !begun) {
            out.print(csv(columns));
            begun = true;
        }
        if (format == OutputFormat.TABLE && !waiting.isEmpty()) {
            TextTable table = new TextTable(columns);
            waiting.forEach(table::row);
            table.lines(width).forEach(out::println);
            waiting = new ArrayList<>();
        }
        out.flush();
    }

    private String json(List<@Nullable Object> values) {
        ObjectNode node = JSON.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            node.putPOJO(columns.get(i), values.get(i));
        }
        return node.toString();
    }

    private static List<String> texts(List<@Nullable Object> values) {
        return values.stream()
                .map(value -> value == null ? "" : String.valueOf(value))
                .toList();
    }

    private static String csv(List<String> cells) {
        StringWriter line = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(line)) {
            writer.writeRecord(cells);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return line.toString();
    }
}
