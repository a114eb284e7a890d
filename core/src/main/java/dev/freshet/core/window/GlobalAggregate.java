package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.state.KeyTimers;
import dev.freshet.core.time.Clamped;
import java.util.stream.IntStream;

/**
 * The receiver's half of an aggregation over global windows: lets rows wait until event time has passed them, so that it knows
 * their order, and shows a key when its {@link Trigger} says. What is due at a time is shown before the rows of that time. So
 * what is shown depends on the rows alone, not on how they arrived.
 *
 * <p>A result's window begins with the key's first row, or with the first since it was shown where what was shown is
 * discarded. It ends 1 ms behind the row that let it be shown, or at the time that did. When the input ends, time goes on for
 * as long as something is due; what is shown then because nothing more comes ends 1 ms behind the last row, or where it was shown
 * last if that is later.
 */
final class GlobalAggregate implements Operator {
    private final WindowAggregateSpec spec;
    private final Trigger trigger;
    private final KeyEncoder encoder;
    private final OrderedRows ordered = new OrderedRows();
    private final GlobalWindows windows;
    private final KeyTimers timers = new KeyTimers();
    private final ResultRows results;
    private final Shows shows;
    private final GlobalStateCodec codec;
    private final int[] firstStateColumns;
    private final StretchRows stretch = new StretchRows();

    GlobalAggregate(WindowAggregateSpec spec) {
        this.spec = spec;
        trigger = spec.window().trigger();
        int firstKey = spec.firstKeyColumn();
        encoder = new KeyEncoder(
                IntStream.range(firstKey, firstKey + spec.keys().size()).toArray());
        windows = new GlobalWindows(spec.calls());
        results = new ResultRows(spec, encoder);
        shows = new Shows(windows, results);
        codec = new GlobalStateCodec(spec);
        firstStateColumns = spec.firstStateColumns();
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        ordered.add(ordered.inTime(batch, out));
    }

    @Override
    public void advance(long watermarkMs, Output out) {
        boolean risen = ordered.advanceByStretches(watermarkMs, (batches, order) -> {
            long firstMs = take(batches, order);
            pass(Clamped.add(PendingRows.start(firstMs), PendingRows.STRETCH_MS));
            shows.emit(out);
        });
        if (!risen) {
            return;
        }
        pass(ordered.passedMs());
        if (watermarkMs == Long.MAX_VALUE) {
            endAll();
        }
        shows.emit(out);
        results.flush(out);
    }

    /** Puts the rows of a stretch into their states; returns the first one's time. */
    private long take(Batch[] batches, int[] order) {
        stretch.read(batches, order.length, encoder, windows.keys());
        windows.makeRoom();
        int[] stateAt = new int[order.length];
        for (int row : order) {
            stateAt[row] = take(stretch.key(row), stretch.timeMs(row));
        }
        StretchRows.put(batches, stateAt, (batch, states) -> windows.mergeRows(batch, firstStateColumns, states));
        return stretch.timeMs(order[0]);
    }

    private int take(int key, long timeMs) {
        if (windows.isOpen(key)) {
            showDue(key, timeMs);
        }
        if (windows.isOpen(key)) {
            shows.keep(key);
        }
        windows.take(key, timeMs);
        int state = windows.state(key);
        if (windows.fresh(key) == trigger.rows()) {
            show(key, timeMs + 1);
        }
        timers.arm(key, nextDueMs(key));
        return state;
    }

    private void pass(long passedMs) {
        for (int key; (key = timers.poll(passedMs)) >= 0; ) {
            showDue(key, passedMs);
            if (windows.isOpen(key)) {
                timers.arm(key, nextDueMs(key));
            }
        }
    }

    private void endAll() {
        for (int key = 0; key < windows.keys().slotLimit(); key++) {
            if (windows.isOpen(key)) {
                showDue(key, Long.MAX_VALUE);
            }
            if (windows.isOpen(key)) {
                end(key, Math.max(windows.last(key) + 1, windows.shownEnd(key)), !trigger.discard());
            }
        }
    }

    /** Shows what is due by a time. */
    private void showDue(int key, long byMs) {
        long boundaryMs = boundaryMs(key);
        long idleMs = idleMs(key);
        if (boundaryMs < idleMs && boundaryMs <= byMs) {
            show(key, boundaryMs);
        }
        if (trigger.idleMs() > 0 && idleMs <= byMs) {
            end(key, idleMs, true);
        }
    }

    private void show(int key, long endMs) {
        shows.add(key, endMs, trigger.discard(), trigger.discard());
        windows.shown(key, endMs);
        if (trigger.discard()) {
            windows.begin(key);
        }
    }

    private void end(int key, long endMs, boolean complete) {
        if (windows.fresh(key) > 0 || !trigger.discard()) {
            shows.add(key, endMs, true, complete);
        }
        windows.end(key);
        shows.ended(key);
        timers.disarm(key);
    }

    private long nextDueMs(int key) {
        return Math.min(boundaryMs(key), idleMs(key));
    }

    /** When the key is to be shown next because of the time. */
    private long boundaryMs(int key) {
        if (trigger.everyMs() == 0 || windows.fresh(key) == 0) {
            return Long.MAX_VALUE;
        }
        // Rows that came since are all of one stretch of the trigger's: it is shown before a row of the next.
        long lastMs = windows.last(key);
        return lastMs - Math.floorMod(lastMs, trigger.everyMs()) + trigger.everyMs();
    }

    private long idleMs(int key) {
        return trigger.idleMs() == 0 ? Long.MAX_VALUE : windows.last(key) + trigger.idleMs();
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        KeyGroupSections sections = ordered.sections(encoder);
        codec.write(windows, sections);
        sections.writeTo(to, GlobalStateCodec.VERSION);
    }

    @Override
    public void restore(SnapshotReader from) {
        ordered.restore(from, "global windows", GlobalStateCodec.VERSION, spec.partialSchema(), (kind, in) -> {
            int key = codec.read(kind, in, windows);
            timers.arm(key, nextDueMs(key));
        });
    }

    /** Without limit where keys are shown when the input has ended and never before. */
    @Override
    public long outputDelayMs() {
        return trigger.isAtEnd() ? Long.MAX_VALUE : PendingRows.STRETCH_MS;
    }

    @Override
    public Held held() {
        return new Held(ordered.size() + windows.size(), ordered.sizeBytes() + windows.sizeBytes());
    }
}
