package dev.freshet.core.top;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.window.WindowColumns;
import java.nio.charset.StandardCharsets;

/**
 * Hands on what of this task's results can be in a ranking: its own first n rows of each window. A row that was handed on
 * and has changed is handed on again even when it is no longer among them, so that what the receiver knows of a key is
 * always right; it is upserted there by key, and no task needs to know who sent it before. With no allowed lateness nothing
 * is kept beyond one {@link #advance}.
 */
final class TopCandidates implements Operator {
    private static final byte[] EARLY = WindowColumns.EARLY.getBytes(StandardCharsets.UTF_8);

    private final int n;
    private final int kindColumn;
    private final int[] columns;
    private final Schema schema;
    private final RowOrder order;
    private final RankedWindows windows;
    private final BatchBuilder candidates;

    TopCandidates(TopNSpec spec) {
        n = spec.n();
        kindColumn = spec.input().requireIndex(WindowColumns.KIND);
        columns = spec.candidateColumns();
        schema = spec.candidateSchema();
        order = spec.candidateOrder();
        windows = new RankedWindows(schema, spec.candidateKeys(), spec.allowedLatenessMs());
        candidates = new BatchBuilder(schema);
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        BytesColumn kinds = batch.bytes(kindColumn);
        Column[] taken = new Column[columns.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = batch.column(columns[i]);
        }
        Batch rows = batch.withColumns(schema, taken);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!kinds.contentEquals(row, EARLY)) {
                windows.put(rows, row);
            }
        }
    }

    @Override
    public void advance(long watermarkMs, Output out) {
        handOn(out);
        windows.forget(watermarkMs);
    }

    @Override
    public void tick(long nowMs, Output out) {
        handOn(out);
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        windows.snapshot(to, false);
    }

    @Override
    public void restore(SnapshotReader from) {
        windows.restore(from, watermarkMs -> {});
        // With other keys beside them, rows may be among the first n that were not before.
        windows.all().values().forEach(WindowRows::disturb);
    }

    @Override
    public Held held() {
        return windows.held();
    }

    private void handOn(Output out) {
        windows.all().forEach((end, window) -> {
            if (window.isDirty()) {
                handOn(end, window);
            }
        });
        if (!candidates.isEmpty()) {
            out.emit(Output.MAIN, candidates.build(Origin.DERIVED));
        }
    }

    private void handOn(long windowEnd, WindowRows window) {
        for (int slot = 0; slot < window.keys().slotLimit(); slot++) {
            if (window.isSent(slot) && window.isChanged(slot)) {
                handOn(windowEnd, window, slot);
            }
        }
        for (int slot : window.first(n, order)) {
            if (!window.isSent(slot)) {
                handOn(windowEnd, window, slot);
            }
        }
        window.settle();
    }

    private void handOn(long windowEnd, WindowRows window, int slot) {
        Batch batch = window.batch(slot);
        for (int column = 0; column < schema.size(); column++) {
            candidates.putFrom(column, batch.column(column), window.row(slot));
        }
        candidates.endRow(windowEnd - 1);
        window.markSent(slot);
    }
}
