package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.time.Clamped;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The receiver's half of an aggregation over windows of rows: lets rows wait until event time has passed them, so that it
 * knows their order, counts them off key by key, and emits a row for each window that is full. So which rows share a window
 * depends on the rows alone, not on how they arrived. Windows that the end of the input leaves unfilled are emitted then, as
 * early results.
 *
 * <p>What one {@link #advance} emits is in the order in which windows became full; unfilled ones by their last rows' times,
 * then the keys' bytes.
 */
final class RowsAggregate implements Operator {
    private static final byte[] FINAL = ResultRows.kind(WindowColumns.FINAL);
    private static final byte[] EARLY = ResultRows.kind(WindowColumns.EARLY);

    private final WindowAggregateSpec spec;
    private final KeyEncoder encoder;
    private final PendingRows pending = new PendingRows();
    private final RowWindows windows;
    private final ResultRows results;
    private final RowsStateCodec codec;
    private final int[] firstStateColumns;
    private final StretchRows stretch = new StretchRows();
    private int[] full = new int[16];
    private int fullCount;
    private long watermarkMs = Long.MIN_VALUE;
    private boolean restored;

    RowsAggregate(WindowAggregateSpec spec) {
        this.spec = spec;
        int firstKey = spec.firstKeyColumn();
        encoder = new KeyEncoder(
                IntStream.range(firstKey, firstKey + spec.keys().size()).toArray());
        windows = new RowWindows(spec.calls());
        results = new ResultRows(spec, encoder);
        codec = new RowsStateCodec(spec, encoder);
        firstStateColumns = spec.firstStateColumns();
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        Batch rows = withoutLate(batch, out);
        if (!rows.isEmpty()) {
            pending.add(rows);
        }
    }

    @Override
    public void advance(long newWatermarkMs, Output out) {
        if (newWatermarkMs <= watermarkMs) {
            return;
        }
        watermarkMs = newWatermarkMs;
        pending.pass(newWatermarkMs, (batches, order) -> {
            fill(batches, order);
            emitFull(FINAL, out);
        });
        if (newWatermarkMs == Long.MAX_VALUE) {
            endAll();
            emitFull(EARLY, out);
        }
        results.flush(out);
    }

    private void fill(Batch[] batches, int[] order) {
        stretch.read(batches, order.length, encoder, windows.keys());
        int[] windowAt = new int[order.length];
        for (int row : order) {
            long timeMs = stretch.timeMs(row);
            int window = windows.take(stretch.key(row), 1, timeMs, timeMs);
            windowAt[row] = window;
            if (windows.rows(window) == spec.window().rows()) {
                windows.close(window);
                addFull(window);
            }
        }
        StretchRows.put(batches, windowAt, (batch, states) -> windows.mergeRows(batch, firstStateColumns, states));
    }

    private void addFull(int window) {
        if (fullCount == full.length) {
            full = Arrays.copyOf(full, 2 * fullCount);
        }
        full[fullCount++] = window;
    }

    private void endAll() {
        for (int window = 0; window < windows.slotLimit(); window++) {
            if (windows.isOpen(window)) {
                windows.close(window);
                addFull(window);
            }
        }
        windows.sort(full, fullCount);
    }

    private void emitFull(byte[] kind, Output out) {
        for (int i = 0; i < fullCount; i++) {
            int window = full[i];
            results.window(windows.first(window), windows.last(window) + 1);
            results.add(windows.keys(), windows.key(window), windows.aggregates(), window, kind, 0, out);
        }
        for (int i = 0; i < fullCount; i++) {
            windows.forget(full[i]);
        }
        fullCount = 0;
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        codec.write(watermarkMs, pending, windows, to);
    }

    @Override
    public void restore(SnapshotReader from) {
        codec.read(from, pending, windows, sectionWatermarkMs -> {
            watermarkMs = restored ? Math.min(watermarkMs, sectionWatermarkMs) : sectionWatermarkMs;
            restored = true;
        });
    }

    /** Rows are handed out by stretches. What the end of the input leaves unfilled may be of any time. */
    @Override
    public long outputDelayMs() {
        return PendingRows.STRETCH_MS;
    }

    @Override
    public Held held() {
        return new Held(pending.size() + windows.size(), pending.sizeBytes() + windows.sizeBytes());
    }

    private Batch withoutLate(Batch batch, Output out) {
        long passed = PendingRows.start(watermarkMs);
        int[] kept = new int[batch.size()];
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (batch.eventTime(row) < passed) {
                long lateMs = Clamped.subtract(watermarkMs, batch.eventTime(row));
                out.dead(batch, row, Reason.LATE, "late by " + LateText.duration(lateMs));
            } else {
                kept[count++] = row;
            }
        }
        return count == batch.size() ? batch : batch.select(kept, count);
    }
}
