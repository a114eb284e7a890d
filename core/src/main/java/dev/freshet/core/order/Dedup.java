package dev.freshet.core.order;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.state.SideRows;
import dev.freshet.core.time.Clamped;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lets rows wait until event time has passed them and then decides on them in order, so that which of them are kept depends on
 * the rows alone. A row that came first cannot go out at once: one that comes later may be older. Remembers of each key when
 * its last kept row was, until no row that comes can be near it.
 */
final class Dedup implements Operator {
    private static final int ROWS_AT_ONCE = 1024;

    private final long withinMs;
    private final LastKept kept = new LastKept();
    private final OrderedRows waiting;
    private final BatchBuilder builder;
    private @Nullable LongAdder duplicates;

    Dedup(DedupSpec spec) {
        withinMs = spec.withinMs();
        int[] keys = spec.keys().stream().mapToInt(spec.input()::requireIndex).toArray();
        waiting = new OrderedRows(spec.input(), keys, kept);
        builder = new BatchBuilder(spec.input());
    }

    @Override
    public void open(OperatorContext context) {
        duplicates = context.counters().counter(Counters.DUPLICATES);
        waiting.open(context);
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        Column[] columns = new Column[batch.schema().size()];
        Arrays.setAll(columns, batch::column);
        waiting.take(batch, columns, out, (position, key, stored) -> arm(key));
    }

    @Override
    public void advance(long watermarkMs, Output out) {
        waiting.advance(watermarkMs, key -> settle(key, out));
        flush(out);
    }

    private void settle(int key, Output out) {
        SideRows rows = waiting.rows();
        int dropped = 0;
        for (int left = waiting.passed(key); left > 0; left--) {
            long timeMs = rows.time(key, 0);
            if (timeMs < kept.endMs(key, withinMs)) {
                dropped++;
            } else {
                kept.set(key, timeMs);
                emit(rows, rows.row(key, 0), out);
            }
            rows.removeFirst(key);
        }
        if (dropped > 0 && duplicates != null) {
            duplicates.add(dropped);
        }
        if (kept.endMs(key, withinMs) <= waiting.watermarkMs()) {
            kept.forget(key);
        }
        if (rows.count(key) == 0 && !kept.has(key)) {
            waiting.forget(key);
        } else {
            arm(key);
        }
    }

    private void emit(SideRows rows, int row, Output out) {
        for (int column = 0; column < builder.schema().size(); column++) {
            rows.store().copy(row, column, builder, column);
        }
        builder.endRow(rows.store().time(row));
        if (builder.rows() == ROWS_AT_ONCE) {
            flush(out);
        }
    }

    private void flush(Output out) {
        if (!builder.isEmpty()) {
            out.emit(Output.MAIN, builder.build(Origin.DERIVED));
        }
    }

    private void arm(int key) {
        if (waiting.rows().count(key) > 0) {
            waiting.timers().arm(key, Clamped.add(waiting.rows().time(key, 0), 1));
        }
        if (kept.has(key)) {
            waiting.timers().arm(key, kept.endMs(key, withinMs));
        }
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        waiting.snapshot(to);
    }

    @Override
    public void restore(SnapshotReader from) {
        waiting.restore(from, this::arm);
    }

    @Override
    public Held held() {
        return new Held(waiting.entries(), waiting.sizeBytes() + kept.sizeBytes());
    }

    /** When the last kept row of each key was. */
    private static final class LastKept implements KeyState {
        private long[] times = {};
        private boolean[] has = {};

        boolean has(int key) {
            return key < has.length && has[key];
        }

        /** The first time that is not a duplicate's. */
        long endMs(int key, long withinMs) {
            return has(key) ? Clamped.add(times[key], withinMs) : Long.MIN_VALUE;
        }

        void set(int key, long timeMs) {
            if (key >= has.length) {
                int capacity = Math.max(16, 2 * (key + 1));
                times = Arrays.copyOf(times, capacity);
                has = Arrays.copyOf(has, capacity);
            }
            has[key] = true;
            times[key] = timeMs;
        }

        void forget(int key) {
            if (key < has.length) {
                has[key] = false;
            }
        }

        @Override
        public void write(int key, StateOutput to) {
            to.putUnsigned(has(key) ? 1 : 0);
            if (has(key)) {
                to.putLong(times[key]);
            }
        }

        @Override
        public void read(int key, StateInput from) {
            if (from.getUnsigned() != 0) {
                set(key, from.getLong());
            }
        }

        long sizeBytes() {
            return 9L * has.length;
        }
    }
}
