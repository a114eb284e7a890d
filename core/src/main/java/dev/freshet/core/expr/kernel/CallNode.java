package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function whose arguments are computed first, for the same rows. */
final class CallNode implements Node {
    private final Kernel kernel;
    private final Node[] arguments;
    private final Column[] columns;
    private final int soleVariable;
    private final Scratch out = new Scratch();
    private final Scratch entryOut = new Scratch();

    CallNode(Kernel kernel, List<Node> arguments) {
        this.kernel = kernel;
        this.arguments = arguments.toArray(Node[]::new);
        this.columns = new Column[arguments.size()];
        this.soleVariable = kernel.perEntry() ? soleVariable(this.arguments) : -1;
    }

    private static int soleVariable(Node[] arguments) {
        int found = -1;
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].isConstant()) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    @Override
    public void leaves() {
        out.leaves();
        entryOut.leaves();
    }

    @Override
    public Column evaluate(Frame frame, int[] rows, int count) {
        for (int i = 0; i < arguments.length; i++) {
            columns[i] = arguments[i].evaluate(frame, rows, count);
        }
        if (soleVariable >= 0 && columns[soleVariable] instanceof BytesColumn text) {
            int[] codes = text.codes();
            int entries = text.offsets().length - 1;
            if (codes != null && entries <= count) {
                return overEntries(frame, text, codes, entries, rows, count);
            }
        }
        return kernel.run(frame, columns, rows, count, out);
    }

    /** Runs the kernel over the dictionary, and gives each row its entry's value. */
    private Column overEntries(Frame frame, BytesColumn text, int[] codes, int entries, int[] rows, int count) {
        columns[soleVariable] = new BytesColumn(text.type(), text.data(), text.offsets(), null, null);
        int[] all = out.rows(entries);
        for (int i = 0; i < entries; i++) {
            all[i] = i;
        }
        Column result = kernel.run(frame, columns, all, entries, entryOut);
        out.nullsOf(frame.capacity(), text);
        long[] entryNulls = result.nulls();
        if (entryNulls != null) {
            spreadNulls(entryNulls, codes, rows, count);
        }
        if (result instanceof BytesColumn bytes && bytes.codes() == null) {
            return new BytesColumn(bytes.type(), bytes.data(), bytes.offsets(), codes, out.nulls());
        }
        return spread(frame.capacity(), result, codes, rows, count);
    }

    private void spreadNulls(long[] entryNulls, int[] codes, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (!out.isNull(row) && Bits.get(entryNulls, codes[row])) {
                out.setNull(row);
            }
        }
    }

    private Column spread(int capacity, Column result, int[] codes, int[] rows, int count) {
        long @Nullable [] nulls = out.nulls();
        if (result instanceof BooleanColumn entries) {
            boolean[] from = entries.values();
            boolean[] to = out.booleans(capacity);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    to[row] = from[codes[row]];
                }
            }
            return new BooleanColumn(to, nulls);
        }
        if (result instanceof DoubleColumn entries) {
            double[] from = entries.values();
            double[] to = out.doubles(capacity);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    to[row] = from[codes[row]];
                }
            }
            return new DoubleColumn(to, nulls);
        }
        if (result instanceof LongColumn entries) {
            long[] from = entries.values();
            long[] to = out.longs(capacity);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    to[row] = from[codes[row]];
                }
            }
            return new LongColumn(entries.type(), to, nulls);
        }
        throw new IllegalStateException("a kernel over entries made a dictionary of its own");
    }
}
