package dev.freshet.topologies.deploy;

import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.window.WindowColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sink was given for one result, and what of it stands. */
final class DrivenResult {
    private final ResultSpec spec;
    private final int[] values;
    private final int[] keys;
    private final List<ResultRow> written = new ArrayList<>();
    /** By key and window; of leaderboards by window. */
    private final Map<List<@Nullable Object>, List<ResultRow>> standing = new LinkedHashMap<>();

    DrivenResult(ResultSpec spec) {
        this.spec = spec;
        Schema schema = spec.schema();
        List<String> names = spec.valueFields().stream().map(Field::name).toList();
        this.values = names.stream().mapToInt(schema::requireIndex).toArray();
        this.keys = spec.keyColumns().stream().mapToInt(names::indexOf).toArray();
    }

    ResultSpec spec() {
        return spec;
    }

    void add(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            ResultRow row = row(batch, batch.row(i));
            written.add(row);
            if (spec.kind() != ResultKind.LOG) {
                List<ResultRow> rows = standing.computeIfAbsent(id(row), unused -> new ArrayList<>());
                // A later revision replaces the row, or the leaderboard as a whole.
                rows.removeIf(other -> other.revision() < row.revision() || spec.kind() == ResultKind.WINDOW);
                rows.add(row);
            }
        }
    }

    List<ResultRow> written() {
        return List.copyOf(written);
    }

    List<ResultRow> standing() {
        return spec.kind() == ResultKind.LOG
                ? written()
                : standing.values().stream().flatMap(List::stream).toList();
    }

    private List<@Nullable Object> id(ResultRow row) {
        List<@Nullable Object> id = new ArrayList<>();
        id.add(spec.byEnd() ? row.endMs() : row.startMs());
        if (spec.kind() == ResultKind.WINDOW) {
            for (int key : keys) {
                id.add(row.values().get(key));
            }
        }
        return id;
    }

    private ResultRow row(Batch batch, int row) {
        List<@Nullable Object> cells = new ArrayList<>(values.length);
        for (int column : values) {
            cells.add(batch.column(column).value(row));
        }
        if (spec.kind() == ResultKind.LOG) {
            long timeMs = batch.eventTime(row);
            return new ResultRow(timeMs, timeMs, "", 0, 0, cells);
        }
        Schema schema = spec.schema();
        return new ResultRow(
                batch.longs(schema.requireIndex(WindowColumns.START)).get(row),
                batch.longs(schema.requireIndex(WindowColumns.END)).get(row),
                String.valueOf(
                        batch.column(schema.requireIndex(WindowColumns.KIND)).value(row)),
                batch.longs(schema.requireIndex(WindowColumns.REVISION)).get(row),
                0,
                cells);
    }
}
