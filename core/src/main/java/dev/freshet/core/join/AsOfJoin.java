package dev.freshet.core.join;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.operator.FailedRows;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.state.RowStore;
import dev.freshet.core.state.SideRows;
import dev.freshet.core.time.Clamped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins each left row with one right row. A left row waits until its match is certain; of the right rows of a key those are
 * kept that a waiting or a coming left row may take, which looking backward is the newest before the watermark and what is
 * behind it. A row costs O(log n) for n rows of its key. Where every task has all right rows, the first alone tells of those that
 * are dead.
 */
final class AsOfJoin implements Operator {
    private final boolean keepsUnmatched;
    private final AsOfMatch matching;
    private final long outputDelayMs;
    private final JoinState state;
    private final SideRows lefts;
    private final SideRows rights;
    private final JoinIntake left;
    private final JoinIntake right;
    private final JoinedRows results;
    private final @Nullable Evaluator deletes;
    private final boolean sharesRight;
    private boolean isFirst = true;

    AsOfJoin(AsOfJoinSpec spec) {
        this(
                spec,
                new AsOfMatch(spec.direction(), spec.toleranceMs(), spec.allowExactMatches()),
                spec.outputDelayMs(),
                null,
                false);
    }

    AsOfJoin(TableJoinSpec spec) {
        this(
                spec,
                AsOfMatch.VERSION,
                0,
                spec.deletion() == null ? null : Evaluator.of(spec.deletion().predicate()),
                spec.table() == TableKind.BROADCAST);
    }

    /**
     * @param deletes BOOLEAN, over right rows: TRUE for those that say that their key has no value any more
     * @param sharesRight whether every task is given all right rows
     */
    private AsOfJoin(
            JoinSpec spec, AsOfMatch matching, long outputDelayMs, @Nullable Evaluator deletes, boolean sharesRight) {
        keepsUnmatched = spec.kind() == JoinKind.LEFT;
        this.matching = matching;
        this.outputDelayMs = outputDelayMs;
        this.deletes = deletes;
        this.sharesRight = sharesRight;
        SideLayout leftLayout = SideLayout.of(spec.inputs(), JoinSide.LEFT, spec.columns());
        SideLayout rightLayout = SideLayout.of(spec.inputs(), JoinSide.RIGHT, spec.columns());
        state = new JoinState(
                List.of(new RowStore(leftLayout.schema(), false), new RowStore(rightLayout.schema(), true)),
                sharesRight);
        lefts = state.left();
        rights = state.right();
        left = new JoinIntake(state, leftLayout, spec.limits(), spec.describe(), timeMs -> Clamped.add(timeMs, 1));
        right = new JoinIntake(state, rightLayout, spec.limits(), spec.describe(), timeMs -> Clamped.add(timeMs, 1));
        results = new JoinedRows(spec.outputSchema());
    }

    @Override
    public void open(OperatorContext context) {
        isFirst = context.partition() == 0;
        state.open(context);
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        if (JoinSide.of(input) == JoinSide.LEFT) {
            take(JoinSide.LEFT, batch, null, out);
        } else {
            takeRight(batch, sharesRight && !isFirst ? new Unheard(out) : out);
        }
        settleDue(out);
    }

    private void takeRight(Batch batch, Output out) {
        if (deletes == null) {
            take(JoinSide.RIGHT, batch, null, out);
        } else {
            FailedRows failed = new FailedRows(batch, out);
            BooleanColumn deleted = (BooleanColumn) deletes.evaluate(batch, failed);
            take(JoinSide.RIGHT, failed.without(), deleted, out);
        }
    }

    private void take(JoinSide side, Batch batch, @Nullable BooleanColumn deleted, Output out) {
        JoinIntake intake = side == JoinSide.LEFT ? left : right;
        SideRows rows = state.side(side);
        Column[] columns = intake.layout().pick(batch);
        int origin = rows.store().originNumber(batch.origin());
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (intake.refusesLate(batch, row, out)) {
                continue;
            }
            if (intake.layout().hasNullKey(batch, row)) {
                if (side == JoinSide.LEFT && keepsUnmatched) {
                    results.put(left.layout(), columns, row).end(batch.eventTime(row), out);
                }
            } else if (!intake.refusesFull(batch, row, out)) {
                int key = intake.key();
                int slot = rows.store().add(columns, row, batch.eventTime(row), origin, batch.offset(row));
                if (deleted != null && !deleted.isNull(row) && deleted.get(row)) {
                    rows.store().mark(slot);
                }
                rows.insert(key, slot);
                arm(key);
            }
        }
    }

    @Override
    public void advance(long watermarkMs, Output out) {
        if (state.rise(watermarkMs)) {
            settleDue(out);
        }
    }

    private void settleDue(Output out) {
        state.forEachDue(key -> settle(key, out));
        results.flush(out);
    }

    /** Emits the left rows whose match is certain, and forgets the right rows that none will take. */
    private void settle(int key, Output out) {
        while (lefts.count(key) > 0 && matching.certainAt(lefts.time(key, 0), rights, key) <= state.watermarkMs()) {
            emitFirst(key, out);
        }
        int useless = matching.useless(lefts, rights, key, state.watermarkMs());
        for (int i = 0; i < useless; i++) {
            rights.removeFirst(key);
        }
        if (!state.forgetIfEmpty(key)) {
            arm(key);
        }
    }

    private void emitFirst(int key, Output out) {
        long timeMs = lefts.time(key, 0);
        int place = matching.place(timeMs, rights, key);
        if (place >= 0) {
            results.put(left.layout(), lefts.store(), lefts.row(key, 0))
                    .put(right.layout(), rights.store(), rights.row(key, place))
                    .end(Math.max(timeMs, rights.time(key, place)), out);
        } else if (keepsUnmatched) {
            results.put(left.layout(), lefts.store(), lefts.row(key, 0)).end(timeMs, out);
        }
        lefts.removeFirst(key);
    }

    private void arm(int key) {
        if (lefts.count(key) > 0) {
            state.timers().arm(key, matching.certainAt(lefts.time(key, 0), rights, key));
        }
        state.timers().arm(key, matching.uselessAt(lefts, rights, key));
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
        return outputDelayMs;
    }

    @Override
    public Held held() {
        return state.held();
    }
}
