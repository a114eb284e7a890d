package dev.freshet.core.pattern;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Evaluators;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.state.KeyTimers;
import dev.freshet.core.state.RowStore;
import dev.freshet.core.time.Clamped;
import dev.freshet.core.window.KeyGroupSections;
import dev.freshet.core.window.OrderedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last rows of each key, for conditions that look back: puts their values beside those of the next row and finds out which
 * variables that row fits, over all rows of a stretch at once. Rows are forgotten when they are too old for the next one, and with their
 * key when the last one is too old for any that may come.
 */
final class RowsBefore {
    /** Of a row that a condition fails for. */
    static final long FAILED = -1;

    private static final int NONE = -1;

    private final long withinMs;
    private final KeyEncoder encoder;
    private final int firstColumn;
    private final int columnCount;
    private final int valueCount;
    /** How many rows back each value is. */
    private final int[] back;
    /** How many rows of a key are kept. */
    private final int depth;

    private final Evaluators conditions;
    private final long[] bits;
    private final BatchBuilder builder;
    private final KeyTable keys = new KeyTable();
    private final KeyTimers timers = new KeyTimers();
    private final RowStore store;
    /** The rows of each key, the last one first. */
    private int[] rowsOf = {};

    /** @param firstColumn where what conditions are made of begins in partial rows */
    RowsBefore(PatternSpec spec, KeyEncoder encoder, int firstColumn) {
        this.withinMs = spec.withinMs();
        this.encoder = encoder;
        this.firstColumn = firstColumn;
        List<Field> fields = new ArrayList<>();
        for (Expr.Column column : spec.columnsSeen()) {
            fields.add(Field.nullable(column.name(), column.type()));
        }
        columnCount = fields.size();
        List<Field> values = new ArrayList<>();
        for (EarlierValue value : spec.previous()) {
            values.add(Field.nullable(value.name(), value.expr().type()));
        }
        fields.addAll(values);
        valueCount = values.size();
        back = spec.previous().stream().mapToInt(EarlierValue::rows).toArray();
        depth = Arrays.stream(back).max().orElse(1);
        Schema schema = new Schema(fields);
        builder = new BatchBuilder(schema);
        store = new RowStore(new Schema(values), false);
        List<NamedExpr> backwards = spec.conditions().backwards();
        conditions = Evaluators.of(
                backwards.stream().map(define -> define.expr().over(schema)).toList());
        List<String> variables = List.copyOf(spec.pattern().variables());
        bits = backwards.stream()
                .mapToLong(define -> 1L << variables.indexOf(define.name()))
                .toArray();
    }

    /** Keeps the rows where the host wants them. */
    void open(OperatorContext context) {
        context.rowBytes("before").ifPresent(store::spillTo);
    }

    /** Which variables with conditions that look back each row fits, by its place in the order; or {@link #FAILED}. */
    long[] fits(Batch[] batches, int[] order, Output out) {
        OrderedRows.visit(batches, order, this::take);
        Batch rows = builder.build(Origin.DERIVED);
        long[] fits = new long[order.length];
        Column[] holds = conditions.evaluate(rows, (row, message) -> {
            if (fits[row] != FAILED) {
                fits[row] = FAILED;
                out.dead(rows, row, Reason.EXPRESSION, message);
            }
        });
        for (int i = 0; i < bits.length; i++) {
            BooleanColumn fitting = (BooleanColumn) holds[i];
            for (int row = 0; row < fits.length; row++) {
                if (fits[row] != FAILED && !fitting.isNull(row) && fitting.get(row)) {
                    fits[row] |= bits[i];
                }
            }
        }
        return fits;
    }

    private void take(Batch batch, int row) {
        long timeMs = batch.eventTime(row);
        int key = encoder.slot(batch, row, keys);
        makeRoom();
        for (int i = 0; i < columnCount; i++) {
            builder.putFrom(i, batch.column(firstColumn + i), row);
        }
        int first = key * depth;
        forget(key, timeMs);
        for (int i = 0; i < valueCount; i++) {
            int earlier = rowsOf[first + back[i] - 1];
            if (earlier != NONE) {
                store.copy(earlier, i, builder, columnCount + i);
            }
        }
        builder.endRow(timeMs);
        Column[] values = new Column[valueCount];
        for (int i = 0; i < valueCount; i++) {
            values[i] = batch.column(firstColumn + columnCount + i);
        }
        if (rowsOf[first + depth - 1] != NONE) {
            store.remove(rowsOf[first + depth - 1]);
        }
        System.arraycopy(rowsOf, first, rowsOf, first + 1, depth - 1);
        rowsOf[first] = store.add(values, row, timeMs, 0, -1);
        timers.arm(key, endMs(rowsOf[first]));
    }

    /** Forgets the rows of a key that a row of this time, and so a later one, cannot look back to. */
    private void forget(int key, long timeMs) {
        for (int at = (key + 1) * depth - 1; at >= key * depth; at--) {
            if (rowsOf[at] != NONE && endMs(rowsOf[at]) > timeMs) {
                return;
            }
            if (rowsOf[at] != NONE) {
                store.remove(rowsOf[at]);
                rowsOf[at] = NONE;
            }
        }
    }

    /** Event time has passed all rows before this: forgets what no row can look back to. */
    void pass(long passedMs) {
        for (int key; (key = timers.poll(passedMs)) >= 0; ) {
            long endMs = endMs(rowsOf[key * depth]);
            if (endMs > passedMs) {
                timers.arm(key, endMs);
            } else {
                forget(key, passedMs);
                keys.remove(key);
                timers.disarm(key);
            }
        }
    }

    private long endMs(int row) {
        return Clamped.add(store.time(row), withinMs);
    }

    private void makeRoom() {
        int length = rowsOf.length;
        int needed = Math.multiplyExact(keys.slotLimit(), depth);
        if (length < needed) {
            rowsOf = Arrays.copyOf(rowsOf, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * length)));
            Arrays.fill(rowsOf, length, rowsOf.length, NONE);
        }
    }

    Held held() {
        return new Held(store.size(), store.sizeBytes() + keys.sizeBytes() + timers.sizeBytes() + 4L * rowsOf.length);
    }

    /** Writes an entry for each key: its bytes, how many rows, and these, the last one first. */
    void write(KeyGroupSections sections, int kind) {
        for (int key = 0; key < keys.slotLimit(); key++) {
            if (keys.holds(key)) {
                StateOutput to = sections.of(keys.keyGroup(key));
                to.putUnsigned(kind);
                to.putBytes(keys.bytes(), keys.start(key), keys.end(key));
                int rows = rows(key);
                to.putUnsigned(rows);
                for (int i = 0; i < rows; i++) {
                    store.write(rowsOf[key * depth + i], to);
                }
            }
        }
    }

    private int rows(int key) {
        int rows = 0;
        while (rows < depth && rowsOf[key * depth + rows] != NONE) {
            rows++;
        }
        return rows;
    }

    /** Reads an entry, whose kind has been read. */
    void read(StateInput from) {
        int length = from.skipBytes();
        int at = from.position() - length;
        int key = keys.slot(from.bytes(), at, at + length, KeyHash.hash(from.bytes(), at, at + length));
        makeRoom();
        int rows = Math.toIntExact(from.getUnsigned());
        for (int i = 0; i < rows; i++) {
            rowsOf[key * depth + i] = store.read(from);
        }
        timers.arm(key, endMs(rowsOf[key * depth]));
    }
}
