package dev.freshet.topologies.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.freshet.bolts.results.IsoMoments;
import dev.freshet.bolts.results.LogLine;
import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.plan.Step;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a result, gathered in memory as the lines they will be, ordered, and written as CSV: RFC 4180, UTF-8, LF, a header; NULL is nothing at all and
 * an empty text is {@code ""}; moments are ISO-8601 in UTC, with milliseconds only if there are any; doubles are as in
 * {@link Double#toString(double)}.
 */
public final class ResultTable {
    private static final String LOG_TIME = "time";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final CellOrder CELLS = new CellOrder();

    private final boolean isLog;
    private final boolean isKeyedLog;
    private final boolean hidesTime;
    private final List<Field> values;
    private final int[] orderedBy;
    private final List<Line> lines = new ArrayList<>();
    /** Of a log by key: the lines of each, which need no order among themselves. There may be millions. */
    private final SortedMap<List<@Nullable Object>, Lines> byKey = new TreeMap<>(ResultTable::compare);

    private long keyedRows;
    private final IsoMoments moments = new IsoMoments();
    private final StringWriter cells = new StringWriter();
    private final CsvWriter csv = CsvWriter.builder()
            .quoteStrategy(QuoteStrategies.EMPTY)
            .lineDelimiter(LineDelimiter.LF)
            .build(cells);

    /** A row: what it is ordered by, and its text. */
    private record Line(long startMs, long endMs, List<@Nullable Object> by, byte[] csv) {}

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
        List<@Nullable Object> cells = row.values();
        add(
                row.startMs(),
                row.endMs(),
                column -> {
                    Object value = cells.get(column);
                    return value instanceof Long ms && isMoment(column)
                            ? moments.text(ms)
                            : value == null ? null : value.toString();
                },
                cells::get);
    }

    /** Adds a row of a log: its texts are those of the file, but for moments. */
    void add(LogLine row) {
        List<@Nullable String> texts = row.texts();
        add(
                row.timeMs(),
                row.timeMs(),
                column -> {
                    String text = texts.get(column);
                    return text != null && isMoment(column) ? moments.text(Long.parseLong(text)) : text;
                },
                column -> {
                    String text = texts.get(column);
                    return text == null
                            ? null
                            : ResultReader.value(values.get(column).type(), text);
                });
    }

    /** @param value by which rows are ordered */
    private void add(
            long startMs, long endMs, IntFunction<@Nullable String> text, IntFunction<@Nullable Object> value) {
        List<@Nullable String> line = begin(startMs, endMs);
        for (int i = 0; i < values.size(); i++) {
            line.add(text.apply(i));
        }
        @Nullable Object[] by = new Object[orderedBy.length];
        for (int i = 0; i < by.length; i++) {
            by[i] = value.apply(orderedBy[i]);
        }
        if (isKeyedLog) {
            byKey.computeIfAbsent(Arrays.asList(by), unused -> new Lines()).add(csv(line));
            keyedRows++;
        } else {
            lines.add(new Line(startMs, endMs, Arrays.asList(by), csv(line)));
        }
    }

    private boolean isMoment(int column) {
        return values.get(column).type() == Type.TIMESTAMP;
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
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES)) {
                write(out);
            }
            move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
        return lines.size() + keyedRows;
    }

    /** The file's text. */
    public String csv() {
        sort();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private void sort() {
        Comparator<Line> byTime = Comparator.comparingLong(Line::startMs).thenComparingLong(Line::endMs);
        lines.sort(byTime.thenComparing(Line::by, ResultTable::compare));
    }

    private void write(OutputStream out) throws IOException {
        out.write(csv(header()));
        for (Line line : lines) {
            out.write(line.csv());
        }
        for (Lines ofKey : byKey.values()) {
            ofKey.writeTo(out);
        }
    }

    private static int compare(List<@Nullable Object> a, List<@Nullable Object> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = CELLS.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private List<@Nullable String> header() {
        List<@Nullable String> header = new ArrayList<>(leading());
        values.forEach(field -> header.add(field.name()));
        return header;
    }

    private List<String> leading() {
        if (isLog) {
            return hidesTime ? List.of() : List.of(LOG_TIME);
        }
        return List.of(WindowColumns.START, WindowColumns.END);
    }

    private List<@Nullable String> begin(long startMs, long endMs) {
        List<@Nullable String> line = new ArrayList<>(values.size() + 2);
        if (!hidesTime) {
            line.add(moments.text(startMs));
        }
        if (!isLog) {
            line.add(moments.text(endMs));
        }
        return line;
    }

    private byte[] csv(List<@Nullable String> line) {
        try {
            csv.writeRecord(line);
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] text = cells.toString().getBytes(StandardCharsets.UTF_8);
        cells.getBuffer().setLength(0);
        return text;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
