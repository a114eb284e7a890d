package dev.freshet.cli;

import dev.freshet.bolts.results.ResultKeys;
import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a result that a user asks to see, newest last; leaderboards by rank. */
final class ResultView {
    private final ResultReader reader;
    private static final Comparator<ResultRow> BY_TIME = Comparator.comparingLong(ResultRow::startMs)
            .thenComparingLong(ResultRow::endMs)
            .thenComparing(row -> String.valueOf(row.values()));

    private final ResultSpec spec;
    private final @Nullable String key;
    private final long lastMs;
    private final int limit;
    private final Set<List<@Nullable Object>> seen = new HashSet<>();
    private String lastId = "";

    /**
     * @param key columns joined by {@code |}; null for all keys
     * @param lastMs how far to look back from the newest window, milliseconds; 0 for the newest rows alone
     */
    ResultView(ResultReader reader, ResultSpec spec, @Nullable String key, long lastMs, int limit) {
        this.reader = reader;
        this.spec = spec;
        this.key = key;
        this.lastMs = lastMs;
        this.limit = limit;
    }

    static List<String> columns(ResultSpec spec) {
        List<String> columns = new ArrayList<>(
                spec.kind() == ResultKind.LOG ? List.of("time") : List.of("window_start", "window_end"));
        columns.addAll(ResultText.names(spec));
        return columns;
    }

    /** The rows as they are now. */
    List<List<@Nullable Object>> rows() {
        List<ResultRow> rows = switch (spec.kind()) {
            case TOP -> boards();
            case LOG -> log();
            case WINDOW -> windows();
        };
        return rows.stream().map(this::values).toList();
    }

    /** The rows that are new or changed since the last call. */
    List<List<@Nullable Object>> changed() {
        List<List<@Nullable Object>> rows = rows();
        List<List<@Nullable Object>> changed =
                rows.stream().filter(row -> !seen.contains(row)).toList();
        if (spec.kind() != ResultKind.LOG) {
            seen.retainAll(new HashSet<>(rows));
            seen.addAll(rows);
        }
        return changed;
    }

    private List<ResultRow> windows() {
        List<ResultRow> rows = new ArrayList<>();
        if (key != null) {
            reader.windows(spec, storedKey(key), Long.MIN_VALUE, Long.MAX_VALUE, rows::add);
            if (rows.isEmpty() && !spec.index()) {
                rows.addAll(reader.latest(spec, List.of(storedKey(key))).values());
            }
            return newest(within(rows));
        }
        Set<String> keys = new LinkedHashSet<>(reader.keys(spec));
        if (lastMs == 0) {
            List<String> shown = keys.stream().limit(limit).toList();
            rows.addAll(reader.latest(spec, shown).values());
            rows.sort(BY_TIME);
            return rows;
        }
        for (String each : keys) {
            reader.windows(spec, each, Long.MIN_VALUE, Long.MAX_VALUE, rows::add);
        }
        rows.sort(BY_TIME);
        return newest(within(rows));
    }

    private List<ResultRow> within(List<ResultRow> rows) {
        if (lastMs == 0) {
            return rows;
        }
        long newest = rows.stream().mapToLong(ResultRow::endMs).max().orElse(0);
        return rows.stream().filter(row -> newest - row.endMs() < lastMs).toList();
    }

    private List<ResultRow> newest(List<ResultRow> rows) {
        return rows.size() <= limit ? rows : rows.subList(rows.size() - limit, rows.size());
    }

    private List<ResultRow> boards() {
        List<Long> starts = reader.boards(spec, Long.MIN_VALUE, Long.MAX_VALUE);
        if (starts.isEmpty()) {
            return List.of();
        }
        List<ResultRow> rows = new ArrayList<>();
        if (lastMs == 0) {
            List<ResultRow> board = reader.board(spec, starts.get(starts.size() - 1));
            return board.size() <= limit ? board : board.subList(0, limit);
        }
        starts.forEach(start -> rows.addAll(reader.board(spec, start)));
        return newest(within(rows));
    }

    private List<ResultRow> log() {
        List<ResultRow> rows = new ArrayList<>();
        lastId = reader.log(spec, lastId, rows::add);
        return newest(within(rows));
    }

    private String storedKey(String asked) {
        if (spec.keyColumns().size() <= 1) {
            return ResultKeys.join(List.of(asked));
        }
        return ResultKeys.join(List.of(asked.split("\\|", -1)));
    }

    private List<@Nullable Object> values(ResultRow row) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(Numbers.time(row.startMs()));
        if (spec.kind() != ResultKind.LOG) {
            values.add(Numbers.time(row.endMs()));
        }
        for (int i = 0; i < spec.valueFields().size(); i++) {
            Object value = row.values().get(i);
            Type type = spec.valueFields().get(i).type();
            values.add(type == Type.TIMESTAMP && value instanceof Long epochMs ? Numbers.time(epochMs) : value);
        }
        return values;
    }
}
