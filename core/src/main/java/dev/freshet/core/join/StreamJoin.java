package dev.freshet.core.join;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.state.RowStore;
import dev.freshet.core.state.SideRows;
import java.util.List;

/**
 * Joins by key and time: a symmetric hash join (Wilschut and Apers, PDIS 1991) whose hash tables forget. Each row looks for
 * its matches among the other side's rows of its key, which are in the order of their times, and is then kept until the
 * watermark has passed all that could still match it. A row costs O(log n) for n rows of its key, and O(1) for each pair.
 */
final class StreamJoin implements Operator {
    private final JoinKind kind;
    private final JoinCondition condition;
    private final JoinState state;
    private final JoinIntake left;
    private final JoinIntake right;
    private final JoinedRows results;

    StreamJoin(StreamJoinSpec spec) {
        kind = spec.kind();
        condition = spec.condition();
        SideLayout leftLayout = SideLayout.of(spec.inputs(), JoinSide.LEFT, spec.columns());
        SideLayout rightLayout = SideLayout.of(spec.inputs(), JoinSide.RIGHT, spec.columns());
        state = new JoinState(
                List.of(new RowStore(leftLayout.schema(), false), new RowStore(rightLayout.schema(), false)));
        left = new JoinIntake(state, leftLayout, spec.limits(), spec.describe(), condition::lateAt);
        right = new JoinIntake(state, rightLayout, spec.limits(), spec.describe(), condition::lateAt);
        results = new JoinedRows(spec.outputSchema());
    }

    @Override
    public void open(OperatorContext context) {
        state.open(context);
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        JoinSide side = JoinSide.of(input);
        JoinIntake intake = intake(side);
        Column[] columns = intake.layout().pick(batch);
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (!intake.refusesLate(batch, row, out)) {
                take(side, batch, row, columns, out);
            }
        }
        results.flush(out);
    }

    private void take(JoinSide side, Batch batch, int row, Column[] columns, Output out) {
        JoinIntake intake = intake(side);
        long timeMs = batch.eventTime(row);
        if (intake.layout().hasNullKey(batch, row)) {
            if (kind.emitsUnmatched(side)) {
                results.put(intake.layout(), columns, row).end(timeMs, out);
            }
            return;
        }
        long expiresAt = condition.expiresAt(side, timeMs);
        boolean mayMatchLater = expiresAt > state.watermarkMs();
        if (mayMatchLater && intake.refusesFull(batch, row, out)) {
            return;
        }
        int key = mayMatchLater ? intake.key() : intake.find();
        boolean matches = key >= 0 && match(side, key, columns, row, timeMs, out);
        boolean settled = matches && side == JoinSide.LEFT && !kind.emitsPairs();
        if (mayMatchLater && !settled) {
            SideRows rows = state.side(side);
            int slot = rows.store().add(columns, row, timeMs, 0, -1);
            if (matches) {
                rows.store().mark(slot);
            }
            rows.insert(key, slot);
            state.timers().arm(key, expiresAt);
        } else if (!matches && kind.emitsUnmatched(side)) {
            results.put(intake.layout(), columns, row).end(timeMs, out);
        }
    }

    /** Joins a new row with those of the other side that are kept; whether there are any. */
    private boolean match(JoinSide side, int key, Column[] columns, int row, long timeMs, Output out) {
        JoinSide otherSide = side.other();
        SideRows others = state.side(otherSide);
        int from = others.countBefore(key, condition.firstMatch(side, timeMs));
        int to = others.countThrough(key, condition.lastMatch(side, timeMs));
        if (from >= to) {
            return false;
        }
        if (side == JoinSide.LEFT && !kind.emitsPairs()) {
            if (kind == JoinKind.SEMI) {
                results.put(left.layout(), columns, row).end(timeMs, out);
            }
            return true;
        }
        RowStore store = others.store();
        for (int place = from; place < to; place++) {
            int other = others.row(key, place);
            if (kind.emitsPairs()) {
                results.put(intake(side).layout(), columns, row)
                        .put(intake(otherSide).layout(), store, other)
                        .end(Math.max(timeMs, store.time(other)), out);
            } else if (kind == JoinKind.SEMI && !store.isMarked(other)) {
                results.put(left.layout(), store, other).end(store.time(other), out);
            }
            store.mark(other);
        }
        return true;
    }

    @Override
    public void advance(long watermarkMs, Output out) {
        if (state.rise(watermarkMs)) {
            state.forEachDue(key -> expire(key, out));
            results.flush(out);
        }
    }

    private void expire(int key, Output out) {
        expire(JoinSide.LEFT, key, out);
        expire(JoinSide.RIGHT, key, out);
        if (!state.forgetIfEmpty(key)) {
            arm(key);
        }
    }

    private void expire(JoinSide side, int key, Output out) {
        SideRows rows = state.side(side);
        RowStore store = rows.store();
        while (rows.count(key) > 0 && condition.expiresAt(side, rows.time(key, 0)) <= state.watermarkMs()) {
            int row = rows.row(key, 0);
            if (kind.emitsUnmatched(side) && !store.isMarked(row)) {
                results.put(intake(side).layout(), store, row).end(store.time(row), out);
            }
            rows.removeFirst(key);
        }
    }

    private void arm(int key) {
        for (JoinSide side : JoinSide.values()) {
            SideRows rows = state.side(side);
            if (rows.count(key) > 0) {
                state.timers().arm(key, condition.expiresAt(side, rows.time(key, 0)));
            }
        }
    }

    private JoinIntake intake(JoinSide side) {
        return side == JoinSide.LEFT ? left : right;
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        state.snapshot(to);
    }

    @Override
    public void restore(SnapshotReader from) {
        state.restore(from, this::arm);
    }

    @Override
    public long outputDelayMs() {
        return condition.outputDelayMs(kind);
    }

    @Override
    public Held held() {
        return state.held();
    }
}
