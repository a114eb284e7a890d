package dev.freshet.sql;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Batches from Java values, and what an expression gives for them. */
final class Rows {
    private Rows() {}

    static Batch batch(Schema schema, List<@Nullable Object[]> rows) {
        BatchBuilder builder = new BatchBuilder(schema);
        for (@Nullable Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                put(builder, i, row[i]);
            }
            builder.endRow(0);
        }
        return builder.build(Origin.DERIVED);
    }

    private static void put(BatchBuilder builder, int column, @Nullable Object value) {
        if (value instanceof Long number) {
            builder.putLong(column, number);
        } else if (value instanceof Double number) {
            builder.putDouble(column, number);
        } else if (value instanceof Boolean truth) {
            builder.putBoolean(column, truth);
        } else if (value instanceof String text) {
            builder.putText(column, text);
        } else if (value != null) {
            throw new IllegalArgumentException("no column holds " + value.getClass());
        }
    }

    /** What came out for each row of the selection. */
    record Outcome(List<@Nullable Object> values, Map<Integer, String> errors) {}

    static Outcome evaluate(Expr expr, Batch batch) {
        return evaluate(Evaluator.of(expr), batch);
    }

    static Outcome evaluate(Evaluator evaluator, Batch batch) {
        Map<Integer, String> errors = new TreeMap<>();
        Column column = evaluator.evaluate(batch, (row, message) -> {
            if (errors.put(row, message) != null) {
                throw new AssertionError("row " + row + " failed twice: " + message);
            }
        });
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            values.add(errors.containsKey(row) ? "ERROR " + errors.get(row) : column.value(row));
        }
        return new Outcome(values, errors);
    }

    /** The value of an expression without columns, or {@code ERROR} and the message. */
    static @Nullable Object constant(String text) {
        Schema none = new Schema(List.of());
        Batch batch = new Batch(none, new Column[0], 1, new long[1], Origin.DERIVED, null, null);
        return evaluate(ExpressionParser.parse(text, none), batch).values().get(0);
    }
}
