package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * IN over constants: numbers are sought in a sorted array, texts in a hash table with open addressing. A NULL among the
 * constants turns a FALSE into NULL.
 */
final class InSet implements Kernel {
    private final boolean hasNull;
    private final long[] longs;
    private final double[] doubles;
    private final byte[][] table;
    private boolean hasTrue;
    private boolean hasFalse;

    InSet(Type type, List<Expr.Literal> constants) {
        hasNull = constants.stream().anyMatch(constant -> constant.value() == null);
        longs = constants.stream()
                .filter(c -> type.isLong() && c.value() instanceof Long)
                .mapToLong(c -> c.value() instanceof Long number ? number : 0)
                .sorted()
                .toArray();
        doubles = constants.stream()
                .filter(c -> c.value() instanceof Double)
                .mapToDouble(c -> c.value() instanceof Double number ? number + 0.0 : 0)
                .sorted()
                .toArray();
        table = new byte[tableSize(constants.size())][];
        for (Expr.Literal constant : constants) {
            if (constant.value() instanceof String text) {
                put(text.getBytes(StandardCharsets.UTF_8));
            } else if (constant.value() instanceof Boolean truth) {
                hasTrue |= truth;
                hasFalse |= !truth;
            }
        }
    }

    private static int tableSize(int constants) {
        return Integer.highestOneBit(Math.max(constants, 1)) * 4;
    }

    private void put(byte[] text) {
        int slot = hash(text, 0, text.length) & (table.length - 1);
        while (table[slot] != null && !Arrays.equals(table[slot], text)) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = text;
    }

    private boolean contains(byte[] data, int from, int to) {
        int slot = hash(data, from, to) & (table.length - 1);
        while (table[slot] != null) {
            byte[] candidate = table[slot];
            if (Arrays.equals(candidate, 0, candidate.length, data, from, to)) {
                return true;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return false;
    }

    private static int hash(byte[] data, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + data[i];
        }
        return hash * 0x9E3779B9 >>> 8;
    }

    @Override
    public boolean perEntry() {
        return true;
    }

    @Override
    public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
        Column value = arguments[0];
        boolean[] result = out.booleans(frame.capacity());
        out.nullsOf(frame.capacity(), value);
        if (value instanceof LongColumn column) {
            long[] values = column.values();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                result[row] = Arrays.binarySearch(longs, values[row]) >= 0;
            }
        } else if (value instanceof DoubleColumn column) {
            double[] values = column.values();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                result[row] = Arrays.binarySearch(doubles, values[row] + 0.0) >= 0;
            }
        } else if (value instanceof BooleanColumn column) {
            boolean[] values = column.values();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                result[row] = values[row] ? hasTrue : hasFalse;
            }
        } else if (value instanceof BytesColumn column) {
            byte[] data = column.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    result[row] = contains(data, column.start(row), column.end(row));
                }
            }
        }
        if (hasNull) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!result[row]) {
                    out.setNull(row);
                }
            }
        }
        return new BooleanColumn(result, out.nulls());
    }
}
