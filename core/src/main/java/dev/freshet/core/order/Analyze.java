package dev.freshet.core.order;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.operator.FailedRows;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.state.SideRows;
import dev.freshet.core.time.Clamped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets rows wait until event time has passed them, and those that look ahead until what they look at has come or cannot come any
 * more; then gives each its columns. Of the rows that have come out those are kept that rows to come look back at.
 */
final class Analyze implements Operator {
    private static final int ROWS_AT_ONCE = 1024;

    private final AnalyzeSpec spec;
    private final int rowsAhead;
    private final int rowsBack;
    private final Evaluator[] evaluators;
    /** By call: its first input among the columns that are kept. */
    private final int[] firstInput;
    /** By call: what it is over; null for others. */
    private final @Nullable OverRows[] overs;

    private final Schema kept;
    private final KeyProgress progress = new KeyProgress();
    private final OrderedRows ordered;
    private final SideRows rows;
    private final BatchBuilder builder;
    private int[] slots = {};
    private int slotLimit;

    Analyze(AnalyzeSpec spec) {
        this.spec = spec;
        rowsAhead = spec.rowsAhead();
        rowsBack = spec.rowsBack();
        List<AnalyticCall> calls = spec.calls();
        List<Field> fields = new ArrayList<>(spec.input().fields());
        List<Evaluator> made = new ArrayList<>();
        firstInput = new int[calls.size()];
        overs = new OverRows[calls.size()];
        for (int i = 0; i < calls.size(); i++) {
            firstInput[i] = fields.size();
            for (Expr input : calls.get(i).inputs()) {
                fields.add(Field.nullable("\0" + fields.size(), input.type()));
                made.add(Evaluator.of(input));
            }
            if (calls.get(i) instanceof AnalyticCall.Over over) {
                overs[i] = new OverRows(over);
            }
        }
        kept = new Schema(fields);
        evaluators = made.toArray(Evaluator[]::new);
        int[] keys = spec.keys().stream().mapToInt(spec.input()::requireIndex).toArray();
        ordered = new OrderedRows(kept, keys, new State());
        rows = ordered.rows();
        builder = new BatchBuilder(spec.outputSchema());
    }

    @Override
    public void open(OperatorContext context) {
        ordered.open(context);
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        FailedRows failed = new FailedRows(batch, out);
        int width = spec.input().size();
        Column[] columns = new Column[kept.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i < width ? batch.column(i) : evaluators[i - width].evaluate(batch, failed);
        }
        Batch good = failed.without();
        if (slots.length < good.size()) {
            slots = new int[good.size()];
        }
        Arrays.fill(slots, -1);
        ordered.take(good, columns, out, this::taken);
        for (int call = 0; call < overs.length; call++) {
            lift(call, good, columns, slots);
        }
    }

    private void taken(int position, int key, int row) {
        slots[position] = row;
        slotLimit = Math.max(slotLimit, row + 1);
        ordered.timers().arm(key, Clamped.add(rows.store().time(row), 1));
        ensureKey(key);
    }

    private void ensureKey(int key) {
        progress.ensure(key + 1);
        for (OverRows over : overs) {
            if (over != null) {
                over.ensureKeys(key + 1);
            }
        }
    }

    private void lift(int call, Batch batch, Column[] columns, int[] into) {
        OverRows over = overs[call];
        if (over != null) {
            int from = firstInput[call];
            int count = spec.calls().get(call).inputs().size();
            over.lift(batch, Arrays.copyOfRange(columns, from, from + count), into, slotLimit);
        }
    }

    @Override
    public void advance(long watermarkMs, Output out) {
        ordered.advance(watermarkMs, key -> settle(key, out));
        flush(out);
    }

    private void settle(int key, Output out) {
        int passed = ordered.passed(key);
        while (progress.emitted(key) < passed) {
            int ahead = ahead(key, progress.emitted(key), passed);
            if (ahead < 0) {
                break;
            }
            emit(key, ahead, out);
        }
        int emitted = progress.emitted(key);
        if (emitted == rows.count(key) && hasEnded(progress.lastMs(key))) {
            remove(key, emitted);
            forget(key);
        } else {
            remove(key, useless(key, passed));
            arm(key);
        }
    }

    /** How many of the rows behind one it sees, of those that are looked at; -1 where more may come. */
    private int ahead(int key, int place, int passed) {
        for (int seen = 0; seen < rowsAhead; seen++) {
            long timeMs = rows.time(key, place + seen);
            if (place + seen + 1 >= passed) {
                return hasEnded(timeMs) ? seen : -1;
            }
            if (isApart(timeMs, rows.time(key, place + seen + 1))) {
                return seen;
            }
        }
        return rowsAhead;
    }

    /** Whether no row to come is a neighbour of one at this time. */
    private boolean hasEnded(long timeMs) {
        return ordered.watermarkMs() == Long.MAX_VALUE || isApart(timeMs, ordered.watermarkMs());
    }

    private boolean isApart(long timeMs, long laterMs) {
        return spec.withinMs() > 0 && laterMs >= Clamped.add(timeMs, spec.withinMs());
    }

    private void emit(int key, int ahead, Output out) {
        int place = progress.emitted(key);
        long timeMs = rows.time(key, place);
        if (progress.number(key) > 0 && isApart(progress.lastMs(key), timeMs)) {
            progress.begin(key);
            for (OverRows over : overs) {
                if (over != null) {
                    over.begin(key, place);
                }
            }
        }
        String problem = null;
        int row = rows.row(key, place);
        putInput(row);
        for (int call = 0; call < overs.length; call++) {
            String cause = put(call, key, place, ahead);
            problem = problem == null ? cause : problem;
        }
        progress.next(key, timeMs);
        if (problem != null) {
            builder.abandonRow();
            flush(out);
            putInput(row);
            builder.endRow(timeMs);
            out.dead(builder.build(Origin.DERIVED), 0, Reason.EXPRESSION, problem);
            return;
        }
        builder.endRow(timeMs);
        if (builder.rows() == ROWS_AT_ONCE) {
            flush(out);
        }
    }

    private void putInput(int row) {
        for (int column = 0; column < spec.input().size(); column++) {
            rows.store().copy(row, column, builder, column);
        }
    }

    private @Nullable String put(int call, int key, int place, int ahead) {
        int column = spec.input().size() + call;
        OverRows over = overs[call];
        if (over != null) {
            return over.next(key, place, progress.base(key), rows, builder, column);
        }
        if (spec.calls().get(call) instanceof AnalyticCall.Shift shift) {
            int from = place - shift.rows();
            if (from >= progress.base(key) && from <= place + ahead) {
                rows.store().copy(rows.row(key, from), firstInput[call], builder, column);
            } else if (shift.fallback() != null) {
                rows.store().copy(rows.row(key, place), firstInput[call] + 1, builder, column);
            }
        } else {
            builder.putLong(column, progress.number(key) + 1);
        }
        return null;
    }

    /** How many of the key's first rows no row to come looks at. */
    private int useless(int key, int passed) {
        int emitted = progress.emitted(key);
        long nextMs = emitted < passed ? rows.time(key, emitted) : ordered.watermarkMs();
        int needed = emitted - rowsBack;
        for (OverRows over : overs) {
            if (over != null) {
                needed = Math.min(needed, over.neededFrom(key, emitted, nextMs, rows));
            }
        }
        return Math.max(progress.base(key), needed);
    }

    private void remove(int key, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows.row(key, 0);
            for (OverRows over : overs) {
                if (over != null) {
                    over.clearRow(row);
                }
            }
            rows.removeFirst(key);
        }
        progress.removed(key, count);
        for (OverRows over : overs) {
            if (over != null) {
                over.removed(key, count);
            }
        }
    }

    private void forget(int key) {
        progress.forget(key);
        for (OverRows over : overs) {
            if (over != null) {
                over.forget(key);
            }
        }
        ordered.forget(key);
    }

    private void arm(int key) {
        int passed = ordered.passed(key);
        int emitted = progress.emitted(key);
        if (rows.count(key) > passed) {
            ordered.timers().arm(key, Clamped.add(rows.time(key, passed), 1));
        }
        if (spec.withinMs() > 0 && passed > 0) {
            long lastMs = emitted < passed ? rows.time(key, passed - 1) : progress.lastMs(key);
            armLater(key, Clamped.add(lastMs, spec.withinMs()));
        } else if (spec.withinMs() > 0 && progress.number(key) > 0) {
            armLater(key, Clamped.add(progress.lastMs(key), spec.withinMs()));
        }
        for (OverRows over : overs) {
            if (over != null) {
                armLater(key, over.uselessAt(key, emitted, rows));
            }
        }
    }

    private void armLater(int key, long timeMs) {
        if (timeMs > ordered.watermarkMs()) {
            ordered.timers().arm(key, timeMs);
        }
    }

    private void flush(Output out) {
        if (!builder.isEmpty()) {
            out.emit(Output.MAIN, builder.build(Origin.DERIVED));
        }
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        ordered.snapshot(to);
    }

    @Override
    public void restore(SnapshotReader from) {
        ordered.restore(from, this::restored);
    }

    private void restored(int key) {
        BatchBuilder one = new BatchBuilder(kept);
        for (int place = 0; place < rows.count(key); place++) {
            int row = rows.row(key, place);
            slotLimit = Math.max(slotLimit, row + 1);
            for (int column = 0; column < kept.size(); column++) {
                rows.store().copy(row, column, one, column);
            }
            Origin origin = rows.store().origin(row);
            one.endRow(rows.store().time(row), origin.firstOffset(), Long.MIN_VALUE);
            Batch batch = one.build(origin);
            Column[] columns = new Column[kept.size()];
            Arrays.setAll(columns, batch::column);
            for (int call = 0; call < overs.length; call++) {
                lift(call, batch, columns, new int[] {row});
            }
        }
        for (OverRows over : overs) {
            if (over != null) {
                over.restored(key, progress.emitted(key), rows);
            }
        }
        arm(key);
    }

    @Override
    public long outputDelayMs() {
        return spec.outputDelayMs();
    }

    @Override
    public Held held() {
        long bytes = ordered.sizeBytes() + progress.sizeBytes();
        for (OverRows over : overs) {
            bytes += over == null ? 0 : over.sizeBytes();
        }
        return new Held(ordered.entries(), bytes);
    }

    /** Of each key how far it is, and the states of aggregates that rows do not leave. */
    private final class State implements KeyState {
        @Override
        public void write(int key, StateOutput to) {
            progress.write(key, to);
            for (OverRows over : overs) {
                if (over != null) {
                    over.write(key, to);
                }
            }
        }

        @Override
        public void read(int key, StateInput from) {
            ensureKey(key);
            progress.read(key, from);
            for (OverRows over : overs) {
                if (over != null) {
                    over.read(key, from);
                }
            }
        }
    }
}
