package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Type;

/** Brings values of several columns, each for some rows, into one. */
final class Choice {
    private final Type type;
    private final Scratch out = new Scratch();

    Choice(Type type) {
        this.type = type;
    }

    void leaves() {
        out.leaves();
    }

    /**
     * Gathers.
     *
     * @param chosen which source each row is taken from, by row
     */
    Column gather(int capacity, Column[] sources, int[] chosen, int[] rows, int count) {
        out.noNulls(capacity);
        return switch (type) {
            case BOOLEAN -> booleans(capacity, sources, chosen, rows, count);
            case BIGINT, TIMESTAMP -> longs(capacity, sources, chosen, rows, count);
            case DOUBLE -> doubles(capacity, sources, chosen, rows, count);
            case VARCHAR, VARBINARY -> bytes(capacity, sources, chosen, rows, count);
        };
    }

    private Column longs(int capacity, Column[] sources, int[] chosen, int[] rows, int count) {
        long[] to = out.longs(capacity);
        for (int s = 0; s < sources.length; s++) {
            if (sources[s] instanceof LongColumn column) {
                long[] from = column.values();
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    if (chosen[row] == s) {
                        to[row] = from[row];
                        copyNull(column, row);
                    }
                }
            }
        }
        return new LongColumn(type, to, out.nulls());
    }

    private Column doubles(int capacity, Column[] sources, int[] chosen, int[] rows, int count) {
        double[] to = out.doubles(capacity);
        for (int s = 0; s < sources.length; s++) {
            if (sources[s] instanceof DoubleColumn column) {
                double[] from = column.values();
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    if (chosen[row] == s) {
                        to[row] = from[row];
                        copyNull(column, row);
                    }
                }
            }
        }
        return new DoubleColumn(to, out.nulls());
    }

    private Column booleans(int capacity, Column[] sources, int[] chosen, int[] rows, int count) {
        boolean[] to = out.booleans(capacity);
        for (int s = 0; s < sources.length; s++) {
            if (sources[s] instanceof BooleanColumn column) {
                boolean[] from = column.values();
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    if (chosen[row] == s) {
                        to[row] = from[row];
                        copyNull(column, row);
                    }
                }
            }
        }
        return new BooleanColumn(to, out.nulls());
    }

    /** Rows in order, since the bytes of a row stand behind those of the row before. */
    private Column bytes(int capacity, Column[] sources, int[] chosen, int[] rows, int count) {
        TextWriter text = out.text(capacity);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            BytesColumn column = (BytesColumn) sources[chosen[row]];
            if (column.isNull(row)) {
                out.setNull(row);
            } else {
                text.put(row, column.data(), column.start(row), column.end(row));
            }
        }
        return text.column(type, out.nulls());
    }

    private void copyNull(Column column, int row) {
        if (column.isNull(row)) {
            out.setNull(row);
        }
    }
}
