package dev.freshet.bolts.results;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.window.WindowColumns;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A result as it is kept in Redis.
 *
 * @param job the job's name
 * @param result the result's name, unique in the job
 * @param kind how it is kept
 * @param schema the rows as they come to the sink; for WINDOW and TOP with the columns of {@link WindowColumns}
 * @param keyColumns the columns that tell rows of one window apart; for TOP the columns of the leaderboard's members
 * @param scoreColumn for TOP the numeric column that a member is ranked by, descending; else empty
 * @param byEnd whether a key's windows are told apart by their ends, and not by their starts, which several of them share
 * @param retainMs how long a key stays after the last write to it, in processing time, milliseconds
 * @param latest whether {@code :latest} is kept
 * @param index whether {@code :index} is kept; without it windows cannot be listed
 * @param keys whether {@code :keys} is kept; without it keys cannot be listed
 * @param maxLog about how many rows a LOG keeps
 * @param packed whether an entry of a LOG has many rows
 * @param units what columns are measured in, for people: {@code bytes -> B}
 * @param description one line for people
 */
public record ResultSpec(
        String job,
        String result,
        ResultKind kind,
        Schema schema,
        List<String> keyColumns,
        String scoreColumn,
        boolean byEnd,
        long retainMs,
        boolean latest,
        boolean index,
        boolean keys,
        long maxLog,
        boolean packed,
        Map<String, String> units,
        String description)
        implements Serializable {
    /** How long results are kept unless said otherwise. */
    public static final long DEFAULT_RETAIN_MS = Duration.ofHours(24).toMillis();
    /** About how many rows a LOG keeps unless said otherwise. */
    public static final long DEFAULT_MAX_LOG = 1_000_000;

    public ResultSpec {
        keyColumns = List.copyOf(keyColumns);
        units = Map.copyOf(units);
        List<String> problems = new ArrayList<>();
        if (job.isEmpty() || result.isEmpty()) {
            problems.add("a result needs a job and a name");
        }
        for (String column : keyColumns) {
            if (schema.indexOf(column) < 0) {
                problems.add("key column '" + column + "' is not among " + schema.names());
            }
        }
        if (kind == ResultKind.TOP) {
            checkScore(schema, scoreColumn, problems);
        }
        if (kind != ResultKind.LOG) {
            for (Field field : windowFields()) {
                if (!schema.fields().contains(field)) {
                    problems.add("a " + kind + " result needs the column " + field);
                }
            }
        }
        if (retainMs < 1) {
            problems.add("retention must be positive (" + retainMs + " ms)");
        }
        if (packed && kind != ResultKind.LOG) {
            problems.add("only a log is packed, and this is a " + kind);
        }
        if (maxLog < 1) {
            problems.add("a log must keep at least one row (" + maxLog + ")");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("result '" + result + "': " + String.join("; ", problems));
        }
    }

    /** A row a key and window. */
    public static ResultSpec windows(String job, String result, Schema schema, List<String> keyColumns) {
        return of(job, result, ResultKind.WINDOW, schema, keyColumns, "");
    }

    /** A leaderboard a window. */
    public static ResultSpec top(
            String job, String result, Schema schema, List<String> memberColumns, String scoreColumn) {
        return of(job, result, ResultKind.TOP, schema, memberColumns, scoreColumn);
    }

    /** Rows one after the other. */
    public static ResultSpec log(String job, String result, Schema schema) {
        return of(job, result, ResultKind.LOG, schema, List.of(), "");
    }

    private static ResultSpec of(
            String job, String result, ResultKind kind, Schema schema, List<String> keyColumns, String scoreColumn) {
        return new ResultSpec(
                job,
                result,
                kind,
                schema,
                keyColumns,
                scoreColumn,
                false,
                DEFAULT_RETAIN_MS,
                true,
                true,
                true,
                DEFAULT_MAX_LOG,
                false,
                Map.of(),
                "");
    }

    public ResultSpec retain(Duration retain) {
        return with(byEnd, retain.toMillis(), latest, index, keys, packed, units, description);
    }

    /** Which of the keys beside the windows are kept. */
    public ResultSpec beside(boolean keepLatest, boolean keepIndex, boolean keepKeys) {
        return with(byEnd, retainMs, keepLatest, keepIndex, keepKeys, packed, units, description);
    }

    public ResultSpec described(String text, Map<String, String> columnUnits) {
        return with(byEnd, retainMs, latest, index, keys, packed, columnUnits, text);
    }

    /** Tells windows apart by their ends. */
    public ResultSpec identifiedByEnd() {
        return with(true, retainMs, latest, index, keys, packed, units, description);
    }

    /** Puts many rows into an entry of a log. */
    public ResultSpec asPacked() {
        return with(byEnd, retainMs, latest, index, keys, true, units, description);
    }

    private ResultSpec with(
            boolean end,
            long retain,
            boolean keepLatest,
            boolean keepIndex,
            boolean keepKeys,
            boolean pack,
            Map<String, String> columnUnits,
            String text) {
        return new ResultSpec(
                job,
                result,
                kind,
                schema,
                keyColumns,
                scoreColumn,
                end,
                retain,
                keepLatest,
                keepIndex,
                keepKeys,
                maxLog,
                pack,
                columnUnits,
                text);
    }

    /** The column by which a key's windows are told apart: it stands in the names of their keys in Redis. */
    public String idColumn() {
        return byEnd ? WindowColumns.END : WindowColumns.START;
    }

    /** The columns that hold values: the schema without those of {@link WindowColumns}, in order. */
    public List<Field> valueFields() {
        if (kind == ResultKind.LOG) {
            return schema.fields();
        }
        List<Field> window = windowFields();
        return schema.fields().stream().filter(field -> !window.contains(field)).toList();
    }

    private static List<Field> windowFields() {
        List<Field> fields = new ArrayList<>(WindowColumns.leading());
        fields.addAll(WindowColumns.trailing());
        return fields;
    }

    private static void checkScore(Schema schema, String scoreColumn, List<String> problems) {
        int score = schema.indexOf(scoreColumn);
        if (score < 0) {
            problems.add("score column '" + scoreColumn + "' is not among " + schema.names());
            return;
        }
        switch (schema.field(score).type()) {
            case BIGINT, DOUBLE, TIMESTAMP -> {}
            default -> problems.add("score column " + schema.field(score) + " is not a number");
        }
    }
}
