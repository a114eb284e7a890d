package dev.freshet.topologies.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.plan.Step;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a result, gathered in memory, ordered, and written as CSV: RFC 4180, UTF-8, LF, a header; NULL is nothing at all and
 * an empty text is {@code ""}; moments are ISO-8601 in UTC, with milliseconds only if there are any; doubles are as in
 * {@link Double#toString(double)}.
 */
public final class ResultTable {
    private static final String LOG_TIME = "time";
    private static final CellOrder CELLS = new CellOrder();

    private final boolean isLog;
    private final boolean isKeyedLog;
    private final boolean hidesTime;
    private final List<Field> values;
    private final int[] orderedBy;
    private final List<ResultRow> rows = new ArrayList<>();

    public ResultTable(ResultSpec result) {
        this.isLog = result.kind() == ResultKind.LOG;
        this.isKeyedLog = isLog && !result.keyColumns().isEmpty();
        this.values = result.valueFields();
        List<String> names = values.stream().map(Field::name).toList();
        this.hidesTime = isKeyedLog || isLog && names.contains(LOG_TIME);
        List<String> ordered = result.kind() == ResultKind.TOP ? List.of(Step.Top.RANK) : result.keyColumns();
        this.orderedBy = ordered.stream()
                .mapToInt(names::indexOf)
                .filter(column -> column >= 0)
                .toArray();
    }

    public void add(ResultRow row) {
        rows.add(row);
    }

    /**
     * Writes the file, under another name first. Rows that are equal in time and key, as those of a log may be, stay in the
     * order that they came in.
     *
     * @return the number of rows
     */
    long write(Path file) throws IOException {
        sort();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (Writer out = Files.newBufferedWriter(part)) {
                write(out);
            }
            move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
        return rows.size();
    }

    /** The file's text. */
    public String csv() {
        sort();
        StringWriter out = new StringWriter();
        try {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private void sort() {
        if (isKeyedLog) {
            rows.sort(this::byKey);
            return;
        }
        Comparator<ResultRow> byTime =
                Comparator.comparingLong(ResultRow::startMs).thenComparingLong(ResultRow::endMs);
        rows.sort(byTime.thenComparing(this::byKey));
    }

    private void write(Writer out) throws IOException {
        try (CsvWriter csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(out)) {
            csv.writeRecord(header());
            for (ResultRow row : rows) {
                csv.writeRecord(line(row));
            }
        }
    }

    private int byKey(ResultRow a, ResultRow b) {
        for (int column : orderedBy) {
            int order = CELLS.compare(a.values().get(column), b.values().get(column));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(leading());
        values.forEach(field -> header.add(field.name()));
        return header;
    }

    private List<String> leading() {
        if (isLog) {
            return hidesTime ? List.of() : List.of(LOG_TIME);
        }
        return List.of(WindowColumns.START, WindowColumns.END);
    }

    private List<@Nullable String> line(ResultRow row) {
        List<@Nullable String> line = new ArrayList<>(values.size() + 2);
        if (!hidesTime) {
            line.add(moment(row.startMs()));
        }
        if (!isLog) {
            line.add(moment(row.endMs()));
        }
        for (int i = 0; i < values.size(); i++) {
            Object value = row.values().get(i);
            line.add(
                    value instanceof Long ms && values.get(i).type() == Type.TIMESTAMP
                            ? moment(ms)
                            : value == null ? null : value.toString());
        }
        return line;
    }

    private static String moment(long ms) {
        return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(ms));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
