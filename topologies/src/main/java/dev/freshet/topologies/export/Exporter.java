package dev.freshet.topologies.export;

import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.plan.Step;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes each result of a job as {@code <result>.csv}: one row per key and window, its last revision, of the job's current
 * run only. Columns are {@code window_start, window_end}, then the result's own; rows are ordered by window, then key, those
 * of a leaderboard by window, then rank. A log has {@code time} instead of the window, and is ordered by it. A result without
 * rows gives the header alone. One result at a time is held in memory.
 */
public final class Exporter {
    private static final String LOG_TIME = "time";

    private Exporter() {}

    static Map<String, Long> export(StoredRows stored, Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<String, Long> rows = new LinkedHashMap<>();
        for (ResultSpec result : stored.results()) {
            ResultTable table = table(result);
            List<String> names = sources(result);
            stored.forEach(result, values -> {
                @Nullable String[] cells = new @Nullable String[names.size()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = values.get(names.get(i));
                }
                table.add(cells);
            });
            rows.put(result.result(), table.write(directory.resolve(result.result() + ".csv")));
        }
        return rows;
    }

    private static ResultTable table(ResultSpec result) {
        List<Field> columns = new ArrayList<>();
        List<String> sortBy = new ArrayList<>();
        if (result.kind() == ResultKind.LOG) {
            columns.add(Field.required(LOG_TIME, Type.TIMESTAMP));
            sortBy.add(LOG_TIME);
        } else {
            columns.addAll(WindowColumns.leading());
            sortBy.add(WindowColumns.START);
        }
        columns.addAll(result.valueFields());
        if (result.kind() == ResultKind.TOP) {
            sortBy.add(Step.Top.RANK);
        } else {
            sortBy.addAll(result.keyColumns());
        }
        return new ResultTable(columns, sortBy);
    }

    /** Where the cells of {@link #table} stand in a row of the store. */
    private static List<String> sources(ResultSpec result) {
        List<String> names = new ArrayList<>();
        if (result.kind() == ResultKind.LOG) {
            names.add(StoredRows.TIME);
        } else {
            names.add(WindowColumns.START);
            names.add(WindowColumns.END);
        }
        result.valueFields().forEach(field -> names.add(field.name()));
        return names;
    }
}
