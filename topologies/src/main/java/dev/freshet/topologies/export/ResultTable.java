package dev.freshet.topologies.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * an empty text is {@code ""}; moments are ISO-8601 in UTC, with milliseconds only if there are any. Values come as they
 * stand in Redis.
 */
final class ResultTable {
    private final List<Field> columns;
    private final int[] sortColumns;
    private final List<Row> rows = new ArrayList<>();

    private record Row(@Nullable Object[] order, @Nullable String[] cells) {}

    /**
     * @param columns the columns of the file
     * @param sortBy the names of the columns that rows are ordered by, the first first; rows that are equal in all of them
     *     stay in the order that they came in
     */
    ResultTable(List<Field> columns, List<String> sortBy) {
        this.columns = List.copyOf(columns);
        List<String> names = columns.stream().map(Field::name).toList();
        this.sortColumns = sortBy.stream().mapToInt(names::indexOf).toArray();
    }

    List<Field> columns() {
        return columns;
    }

    /** Adds a row; the table keeps the array. */
    void add(@Nullable String[] cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row must have " + columns.size() + " cells (has " + cells.length + ")");
        }
        @Nullable Object[] order = new @Nullable Object[sortColumns.length];
        for (int i = 0; i < sortColumns.length; i++) {
            order[i] = CellOrder.value(columns.get(sortColumns[i]).type(), cells[sortColumns[i]]);
        }
        rows.add(new Row(order, cells));
    }

    /** Writes the file, under another name first. Returns the number of rows. */
    long write(Path file) throws IOException {
        rows.sort(order());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (CsvWriter csv = CsvWriter.builder()
                    .quoteStrategy(QuoteStrategies.EMPTY)
                    .lineDelimiter(LineDelimiter.LF)
                    .build(part, StandardCharsets.UTF_8)) {
                csv.writeRecord(columns.stream().map(Field::name).toList());
                String[] line = new String[columns.size()];
                for (Row row : rows) {
                    for (int i = 0; i < line.length; i++) {
                        line[i] = text(columns.get(i).type(), row.cells[i]);
                    }
                    csv.writeRecord(line);
                }
            }
            move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
        return rows.size();
    }

    private Comparator<Row> order() {
        List<Comparator<@Nullable Object>> by = new ArrayList<>();
        for (int column : sortColumns) {
            by.add(CellOrder.of(columns.get(column).type()));
        }
        return (a, b) -> {
            for (int i = 0; i < sortColumns.length; i++) {
                int order = by.get(i).compare(a.order[i], b.order[i]);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private static @Nullable String text(Type type, @Nullable String stored) {
        return stored == null || type != Type.TIMESTAMP
                ? stored
                : DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(Long.parseLong(stored)));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
