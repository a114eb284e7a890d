package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.time.Clamped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The receiver's half of a windowed aggregation: merges partial rows into the states of their panes, and emits a row for
 * each key and window when the watermark passes the window's end; before that early results, and after it corrections,
 * where the windows ask for them. {@link PaneStore} tells idea and cost.
 *
 * <p>Which windows a row counts in was decided by the sender. Here a partial row is dropped only if this task's watermark
 * has closed all its windows for good, which needs a source partition that was idle and woke up late.
 *
 * <p>What one {@link #advance} or {@link #tick} emits is in the order of window ends, then of the keys' bytes; of a window that was
 * shown before it ended, what changed since comes first.
 */
final class WindowAggregate implements Operator {
    private static final byte[] EARLY = ResultRows.kind(WindowColumns.EARLY);
    private static final byte[] FINAL = ResultRows.kind(WindowColumns.FINAL);
    private static final byte[] CORRECTION = ResultRows.kind(WindowColumns.CORRECTION);

    private final WindowAggregateSpec spec;
    private final WindowGrid grid;
    private final boolean emitsAgain;
    private final KeyEncoder encoder;
    private final int[] firstStateColumns;
    private final PaneStore panes;
    private final Revisions revisions = new Revisions();
    private final KeyedStates scratch;
    private final SlotSort sort = new SlotSort();
    private final PaneGroups groups = new PaneGroups();
    private final ResultRows results;
    private int[] slots = new int[0];

    private long watermarkMs = Long.MIN_VALUE;
    /** Counts emissions: a state's change has the count of the emission that is to show it. */
    private long change = 1;

    private boolean closedChanged;
    private boolean earlyStarted;
    private long nextEarlyMs;
    private final WindowStateCodec codec;
    private boolean restored;
    /** By key group, for state of tasks that were not equally far: windows that end by it have had their final result. */
    private final long[] finalThrough = new long[KeyGroups.COUNT];

    WindowAggregate(WindowAggregateSpec spec) {
        this.spec = spec;
        grid = new WindowGrid(spec.window());
        emitsAgain = spec.window().allowedLatenessMs() > 0 || spec.window().earlyMs() > 0;
        int firstKey = spec.firstKeyColumn();
        encoder = new KeyEncoder(
                IntStream.range(firstKey, firstKey + spec.keys().size()).toArray());
        firstStateColumns = spec.firstStateColumns();
        panes = new PaneStore(grid, spec.calls());
        scratch = new KeyedStates(spec.calls());
        results = new ResultRows(spec, encoder);
        codec = new WindowStateCodec(spec);
        Arrays.fill(finalThrough, Long.MIN_VALUE);
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        Batch rows = withoutForgotten(batch, out);
        if (rows.isEmpty()) {
            return;
        }
        if (slots.length < rows.size()) {
            slots = new int[rows.size()];
        }
        long[] paneColumn = rows.longs(0).values();
        groups.begin(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            long pane = paneColumn[row];
            groups.add(pane, spec.hasFirstEnds() ? rows.longs(1).get(row) : grid.firstEnd(pane));
        }
        Batch[] parts = groups.split(rows);
        for (int group = 0; group < parts.length; group++) {
            long firstEnd = groups.firstEnd(group);
            panes.merge(groups.pane(group), firstEnd, parts[group], encoder, firstStateColumns, slots, change);
            closedChanged |= firstEnd <= watermarkMs;
        }
    }

    @Override
    public void advance(long newWatermarkMs, Output out) {
        if (newWatermarkMs <= watermarkMs) {
            return;
        }
        emitCorrections(out);
        long from = watermarkMs;
        watermarkMs = newWatermarkMs;
        for (long end = panes.nextWindowEnd(from);
                end <= newWatermarkMs && end != Long.MAX_VALUE;
                end = panes.nextWindowEnd(end)) {
            emit(end, FINAL, out);
        }
        results.flush(out);
        change++;
        panes.forget(newWatermarkMs);
        revisions.forget(grid, newWatermarkMs);
    }

    @Override
    public void tick(long nowMs, Output out) {
        emitCorrections(out);
        long everyMs = spec.window().earlyMs();
        if (everyMs == 0 || watermarkMs == Long.MAX_VALUE) {
            return;
        }
        if (!earlyStarted) {
            earlyStarted = true;
            nextEarlyMs = nowMs + everyMs;
        } else if (nowMs >= nextEarlyMs) {
            nextEarlyMs = nowMs + everyMs;
            emitChanged(watermarkMs, Long.MAX_VALUE - 1, EARLY, out);
        }
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        codec.write(watermarkMs, change, panes, revisions, to);
    }

    @Override
    public void restore(SnapshotReader from) {
        codec.read(from, panes, revisions, (keyGroup, groupWatermarkMs, groupChange) -> {
            watermarkMs = restored ? Math.min(watermarkMs, groupWatermarkMs) : groupWatermarkMs;
            restored = true;
            change = Math.max(change, groupChange + 1);
            if (keyGroup >= 0) {
                finalThrough[keyGroup] = groupWatermarkMs;
            }
        });
        closedChanged = true;
    }

    @Override
    public Held held() {
        return new Held(panes.size() + revisions.size(), panes.sizeBytes() + revisions.sizeBytes());
    }

    /** Emits what changed in windows that have had their final result. */
    private void emitCorrections(Output out) {
        if (closedChanged && emitsAgain && watermarkMs != Long.MIN_VALUE) {
            long remembered = Clamped.subtract(watermarkMs, spec.window().allowedLatenessMs());
            emitChanged(remembered, watermarkMs, CORRECTION, out);
        }
        closedChanged = false;
    }

    /** Emits what changed since the last emission, of the windows that end after {@code from} and by {@code to}. */
    private void emitChanged(long from, long to, byte[] kind, Output out) {
        for (long end = panes.nextWindowEnd(from); end <= to && end != Long.MAX_VALUE; end = panes.nextWindowEnd(end)) {
            emit(end, kind, out);
        }
        results.flush(out);
        change++;
    }

    private void emit(long windowEnd, byte[] kind, Output out) {
        List<KeyedStates> parts = panes.parts(windowEnd, watermarkMs);
        boolean all = kind == FINAL;
        if (!all && shown(windowEnd, parts)) {
            return;
        }
        KeyedStates states = parts.get(0);
        if (parts.size() > 1) {
            states = scratch;
            for (KeyedStates part : parts) {
                scratch.mergeAll(part);
            }
        }
        results.window(grid.start(windowEnd), windowEnd);
        if (emitsAgain) {
            emitRevisions(windowEnd, states, kind, out);
        } else {
            int[] order = sort.byKey(states.keys());
            for (int i = 0; i < states.keys().size(); i++) {
                if (!isFinal(windowEnd, states.keys(), order[i])) {
                    results.add(states.keys(), order[i], states.aggregates(), order[i], kind, 0, out);
                }
            }
        }
        if (states == scratch) {
            scratch.clear();
        }
    }

    /**
     * Emits what changed since the key's last emission; behind it, with the final result, what did not: whoever reads those rows has
     * had their values, and should not hold up the others.
     */
    private void emitRevisions(long windowEnd, KeyedStates states, byte[] kind, Output out) {
        Revisions.OfWindow window = revisions.of(windowEnd);
        int[] order = sort.byKey(states.keys());
        int unchanged = 0;
        for (int i = 0; i < states.keys().size(); i++) {
            int slot = order[i];
            if (kind != CORRECTION && isFinal(windowEnd, states.keys(), slot)) {
                continue;
            }
            int place = window.slot(states.keys(), slot);
            if (!window.shows(place, states.changedAt(slot))) {
                emitRevision(window, place, states, slot, kind, out);
            } else if (kind == FINAL) {
                order[unchanged++] = slot;
            }
        }
        for (int i = 0; i < unchanged; i++) {
            emitRevision(window, window.slot(states.keys(), order[i]), states, order[i], kind, out);
        }
        window.showedUpTo(change);
    }

    private void emitRevision(
            Revisions.OfWindow window, int place, KeyedStates states, int slot, byte[] kind, Output out) {
        results.add(states.keys(), slot, states.aggregates(), slot, kind, window.emit(place, change), out);
    }

    private boolean isFinal(long windowEnd, KeyTable keys, int slot) {
        return restored && windowEnd <= finalThrough[keys.keyGroup(slot)];
    }

    private boolean shown(long windowEnd, List<KeyedStates> parts) {
        long lastChange = Long.MIN_VALUE;
        for (KeyedStates part : parts) {
            lastChange = Math.max(lastChange, part.lastChange());
        }
        return revisions.shows(windowEnd, lastChange);
    }

    private Batch withoutForgotten(Batch batch, Output out) {
        if (watermarkMs == Long.MIN_VALUE) {
            return batch;
        }
        int[] kept = new int[batch.size()];
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            long pane = batch.longs(0).get(row);
            if (grid.isForgotten(grid.lastEnd(pane), watermarkMs)) {
                long rows = batch.longs(spec.rowsColumn()).get(row);
                String lateBy = LateText.duration(Clamped.subtract(watermarkMs, pane));
                out.dead(batch, row, rows, Reason.LATE, "late by up to " + lateBy);
            } else {
                kept[count++] = row;
            }
        }
        return count == batch.size() ? batch : batch.select(kept, count);
    }
}
