package dev.freshet.core.top;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.window.WindowColumns;
import java.util.Map;

/**
 * Ranks the candidates of all tasks, window by window, when the watermark has passed a window's end and after corrections.
 * A ranking that a correction left as it was is not emitted again.
 */
final class TopRanking implements Operator {
    private static final int MAX_ROWS = 4096;

    private final int n;
    private final RowOrder order;
    private final RankedWindows windows;
    private final int[] shownColumns;
    private final BatchBuilder results;
    private long watermarkMs = Long.MIN_VALUE;
    private boolean restored;

    TopRanking(TopNSpec spec) {
        n = spec.n();
        order = spec.candidateOrder();
        Schema candidates = spec.candidateSchema();
        windows = new RankedWindows(candidates, spec.candidateKeys(), spec.allowedLatenessMs());
        shownColumns =
                spec.columns().stream().mapToInt(candidates::requireIndex).toArray();
        results = new BatchBuilder(spec.resultSchema());
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (windows.isForgotten(batch.longs(1).get(row), watermarkMs)) {
                out.dead(batch, row, Reason.LATE, "the ranking of the window is closed for good");
            } else {
                windows.put(batch, row);
            }
        }
    }

    @Override
    public void advance(long newWatermarkMs, Output out) {
        if (newWatermarkMs <= watermarkMs) {
            return;
        }
        long before = watermarkMs;
        watermarkMs = newWatermarkMs;
        rank(before, out);
        windows.forget(newWatermarkMs);
    }

    @Override
    public void tick(long nowMs, Output out) {
        rank(watermarkMs, out);
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        windows.snapshot(to, true);
        RankedWindows.snapshotPosition(to, watermarkMs);
    }

    @Override
    public void restore(SnapshotReader from) {
        windows.restore(from, position -> {
            watermarkMs = restored ? Math.min(watermarkMs, position) : position;
            restored = true;
        });
    }

    @Override
    public Held held() {
        return windows.held();
    }

    /** @param finalThrough windows that end by it have been ranked before, if only as empty ones */
    private void rank(long finalThrough, Output out) {
        for (Map.Entry<Long, WindowRows> entry :
                windows.all().headMap(watermarkMs, true).entrySet()) {
            WindowRows window = entry.getValue();
            if (window.isDirty()) {
                boolean correction = window.emissions() > 0 || entry.getKey() <= finalThrough;
                rank(entry.getKey(), window, correction ? WindowColumns.CORRECTION : WindowColumns.FINAL, out);
                window.settle();
            }
        }
        flush(out);
    }

    private void rank(long windowEnd, WindowRows window, String kind, Output out) {
        int[] first = window.first(n, order);
        StateOutput bytes = new StateOutput();
        for (int slot : first) {
            bytes.putRow(window.batch(slot), window.row(slot), 0);
        }
        long hash = bytes.hash();
        if (window.emissions() > 0 && window.shownHash() == hash) {
            return;
        }
        long revision = window.emissions();
        for (int i = 0; i < first.length; i++) {
            Batch batch = window.batch(first[i]);
            int row = window.row(first[i]);
            results.putFrom(0, batch.column(0), row);
            results.putLong(1, windowEnd);
            results.putLong(2, i + 1L);
            int column = 3;
            for (int shown : shownColumns) {
                results.putFrom(column++, batch.column(shown), row);
            }
            results.putText(column++, kind);
            results.putLong(column, revision);
            results.endRow(windowEnd - 1);
        }
        window.emitted(revision + 1, hash);
        if (results.rows() >= MAX_ROWS) {
            flush(out);
        }
    }

    private void flush(Output out) {
        if (!results.isEmpty()) {
            out.emit(Output.MAIN, results.build(Origin.DERIVED));
        }
    }
}
