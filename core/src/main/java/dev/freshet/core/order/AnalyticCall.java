package dev.freshet.core.order;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of each row that its neighbours of the same key have a part in, as data. */
public sealed interface AnalyticCall extends Serializable {
    /** The column's name. */
    String name();

    /** The column's name, type and nullability. */
    Field resultField();

    /** The call as it is written: {@code LAG(price, 2)}. */
    String text();

    /** What to compute of each row for itself. */
    List<Expr> inputs();

    /**
     * The value of a row before or behind.
     *
     * @param value over the input schema
     * @param rows how many rows before, at least 1; below 0 so many behind
     * @param fallback the value where there is no such row, of the type of {@code value}; null for NULL
     */
    record Shift(
            String name, Expr value, int rows, @Nullable Expr fallback) implements AnalyticCall {
        @Override
        public Field resultField() {
            Expr other = fallback;
            return new Field(name, value.type(), value.nullable() || other == null || other.nullable());
        }

        @Override
        public String text() {
            return (rows > 0 ? "LAG(" : "LEAD(") + value + ", " + Math.abs(rows)
                    + (fallback == null ? ")" : ", " + fallback + ")");
        }

        @Override
        public List<Expr> inputs() {
            Expr other = fallback;
            return other == null ? List.of(value) : List.of(value, other);
        }
    }

    /** The row's number among its key's, from 1. */
    record RowNumber(String name) implements AnalyticCall {
        @Override
        public Field resultField() {
            return Field.required(name, Type.BIGINT);
        }

        @Override
        public String text() {
            return "ROW_NUMBER()";
        }

        @Override
        public List<Expr> inputs() {
            return List.of();
        }
    }

    /**
     * An aggregate over the row and those before it.
     *
     * @param call over the input schema; its name does not matter
     * @param rows over how many rows, this one included; 0 for any number
     * @param rangeMs over rows less than this before it, milliseconds; 0 for any time
     */
    record Over(String name, AggregateCall call, long rows, long rangeMs) implements AnalyticCall {
        @Override
        public Field resultField() {
            Field field = call.resultField();
            return new Field(name, field.type(), field.nullable());
        }

        @Override
        public String text() {
            String frame = rows > 0 ? "ROWS " + rows : rangeMs > 0 ? "RANGE '" + rangeMs + "ms'" : "";
            return call.text() + " OVER (" + frame + ")";
        }

        @Override
        public List<Expr> inputs() {
            return call.inputs();
        }

        /** Whether rows leave what it is over. */
        public boolean isRolling() {
            return rows > 0 || rangeMs > 0;
        }
    }

    /** The rows with a column for each call behind their own. */
    static List<Field> fields(List<Field> input, List<AnalyticCall> calls) {
        List<Field> fields = new ArrayList<>(input);
        calls.forEach(call -> fields.add(call.resultField()));
        return fields;
    }
}
