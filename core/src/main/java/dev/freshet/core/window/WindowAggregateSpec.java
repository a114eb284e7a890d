package dev.freshet.core.window;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Aggregates over windows, by key, as data. It takes two operators: {@link #partial} runs in the sender and shrinks each
 * batch to a row a key and pane, or a key and part of a session; its rows go to {@link #complete} by the hash of {@link #keyColumns}.
 *
 * @param keys the columns to group by, over the input schema; none for one group of everything
 * @param window the windows
 * @param calls the aggregates; their names and the keys' are the result's columns
 * @param input the rows that are aggregated
 */
public record WindowAggregateSpec(List<NamedExpr> keys, WindowSpec window, List<AggregateCall> calls, Schema input)
        implements Serializable {
    /** TIMESTAMP in partial rows: the start of the pane that the row sums up. */
    public static final String PANE = "_pane";
    /** TIMESTAMP in partial rows of hopping windows: the end of the first window that takes the row. */
    public static final String FIRST_END = "_first_end";
    /** TIMESTAMP in partial rows of sessions: the time of the first row that it sums up. */
    public static final String FIRST = "_first";
    /** TIMESTAMP in partial rows of sessions: the time of the last row that it sums up. */
    public static final String LAST = "_last";
    /** TIMESTAMP in partial rows of windows of rows and global ones: the row's event time. */
    public static final String TIME = "_time";
    /** VARCHAR in partial rows of windows of rows and global ones: where the row comes from. */
    public static final String SOURCE = "_source";
    /** BIGINT in partial rows of windows of rows and global ones: the row's partition in its source, or -1. */
    public static final String PARTITION = "_partition";
    /** BIGINT in partial rows of windows of rows and global ones: the row's offset in its partition, or -1. */
    public static final String OFFSET = "_offset";
    /** BIGINT in partial rows: how many records the row stands for. */
    public static final String ROWS = "_rows";

    /** @throws IllegalArgumentException if an aggregate does not take its arguments, or two columns have one name */
    public WindowAggregateSpec {
        keys = List.copyOf(keys);
        calls = List.copyOf(calls);
        calls.forEach(Aggregates::create);
        resultSchema(keys, calls);
    }

    /** The operator for the sender's side: raw rows in, partial rows out. Keeps nothing between batches. */
    public OperatorSpec partial() {
        return new Partial(this);
    }

    /** The operator behind the shuffle: partial rows in, results of windows out. */
    public OperatorSpec complete() {
        return new Complete(this);
    }

    /** The key columns' names: in partial rows, for the shuffle, and in results. */
    public List<String> keyColumns() {
        return keys.stream().map(NamedExpr::name).toList();
    }

    /** What {@link #partial} emits. */
    public Schema partialSchema() {
        List<Field> fields = new ArrayList<>(placeFields());
        fields.addAll(keyFields(keys));
        fields.add(Field.required(ROWS, Type.BIGINT));
        fields.addAll(stateFields());
        return new Schema(fields);
    }

    /** What {@link #complete} emits: {@code window_start, window_end, <keys>, <aggregates>, _kind, _rev}. */
    public Schema resultSchema() {
        return resultSchema(keys, calls);
    }

    /** Whether partial rows have {@link #FIRST_END}: a row of a tumbling window is in one window or none. */
    boolean hasFirstEnds() {
        return window.sizeMs() != window.slideMs();
    }

    /** Where the keys begin in partial rows. */
    int firstKeyColumn() {
        return placeFields().size();
    }

    /** What says where in time a partial row lies. */
    private List<Field> placeFields() {
        return switch (window.shape()) {
            case SESSION -> List.of(Field.required(FIRST, Type.TIMESTAMP), Field.required(LAST, Type.TIMESTAMP));
            case ROWS, GLOBAL ->
                List.of(
                        Field.required(TIME, Type.TIMESTAMP),
                        Field.required(SOURCE, Type.VARCHAR),
                        Field.required(PARTITION, Type.BIGINT),
                        Field.required(OFFSET, Type.BIGINT));
            case HOPPING, CUMULATIVE ->
                hasFirstEnds()
                        ? List.of(Field.required(PANE, Type.TIMESTAMP), Field.required(FIRST_END, Type.TIMESTAMP))
                        : List.of(Field.required(PANE, Type.TIMESTAMP));
        };
    }

    /** Where {@link #ROWS} stands in partial rows. */
    int rowsColumn() {
        return firstKeyColumn() + keys.size();
    }

    Schema keySchema() {
        return new Schema(keyFields(keys));
    }

    /** The columns of all aggregates' partial states. */
    List<Field> stateFields() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            fields.addAll(Aggregates.create(calls.get(i)).partialFields(prefix(i)));
        }
        return fields;
    }

    /** How many columns each aggregate's partial state takes. */
    int[] stateWidths() {
        int[] widths = new int[calls.size()];
        for (int i = 0; i < widths.length; i++) {
            Aggregate aggregate = Aggregates.create(calls.get(i));
            widths[i] = aggregate.partialFields(prefix(i)).size();
        }
        return widths;
    }

    /** Where each aggregate's partial state begins in partial rows. */
    int[] firstStateColumns() {
        int[] widths = stateWidths();
        int[] first = new int[widths.length];
        int column = rowsColumn() + 1;
        for (int i = 0; i < widths.length; i++) {
            first[i] = column;
            column += widths[i];
        }
        return first;
    }

    private static String prefix(int call) {
        return "_" + call + "_";
    }

    private static List<Field> keyFields(List<NamedExpr> keys) {
        return keys.stream()
                .map(key -> new Field(key.name(), key.expr().type(), key.expr().nullable()))
                .toList();
    }

    private static Schema resultSchema(List<NamedExpr> keys, List<AggregateCall> calls) {
        List<Field> fields = new ArrayList<>(WindowColumns.leading());
        fields.addAll(keyFields(keys));
        calls.forEach(call -> fields.add(call.resultField()));
        fields.addAll(WindowColumns.trailing());
        return new Schema(fields);
    }

    private String text() {
        String size = window.sizeMs() + " ms";
        String windows = switch (window.shape()) {
            case HOPPING -> hasFirstEnds() ? size + " by " + window.slideMs() + " ms" : size;
            case CUMULATIVE -> size + " in steps of " + window.slideMs() + " ms";
            case SESSION -> "sessions with a gap of " + size;
            case ROWS -> window.rows() + " rows";
            case GLOBAL -> "windows without end, " + window.trigger();
        };
        String by = keys.isEmpty()
                ? ""
                : " by " + keys.stream().map(NamedExpr::toString).collect(Collectors.joining(", "));
        String what =
                calls.stream().map(call -> call.text() + " AS " + call.name()).collect(Collectors.joining(", "));
        String late = window.allowedLatenessMs() == 0 ? "" : ", allowed lateness " + window.allowedLatenessMs() + " ms";
        String early = window.earlyMs() == 0 ? "" : ", early every " + window.earlyMs() + " ms";
        return what + by + " over " + windows + late + early;
    }

    private record Partial(WindowAggregateSpec spec) implements OperatorSpec {
        @Override
        public Schema outputSchema() {
            return spec.partialSchema();
        }

        @Override
        public String describe() {
            return "pre-aggregate " + spec.text();
        }

        @Override
        public long boundaryMs() {
            return switch (spec.window.shape()) {
                case HOPPING, CUMULATIVE -> spec.window.slideMs();
                case SESSION, ROWS, GLOBAL -> 0;
            };
        }

        @Override
        public Operator create() {
            return switch (spec.window.shape()) {
                case HOPPING, CUMULATIVE -> new PartialAggregate(spec);
                case SESSION -> new SessionPartial(spec);
                case ROWS, GLOBAL -> new RowsPartial(spec);
            };
        }
    }

    private record Complete(WindowAggregateSpec spec) implements OperatorSpec {
        @Override
        public Schema outputSchema() {
            return spec.resultSchema();
        }

        @Override
        public String describe() {
            return "aggregate " + spec.text();
        }

        @Override
        public Operator create() {
            return switch (spec.window.shape()) {
                case HOPPING, CUMULATIVE -> new WindowAggregate(spec);
                case SESSION -> new SessionAggregate(spec);
                case ROWS -> new RowsAggregate(spec);
                case GLOBAL -> new GlobalAggregate(spec);
            };
        }
    }
}
