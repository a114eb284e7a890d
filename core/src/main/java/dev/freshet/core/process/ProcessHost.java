package dev.freshet.core.process;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.window.KeyGroupSections;
import dev.freshet.core.window.OrderedRows;
import dev.freshet.core.window.PendingRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The receiver's half of a process: lets rows wait until event time has passed them, so that it knows their order, and calls the
 * process row by row, and before a row for the key's timers of earlier times. A timer at a key's last row's time plus the time
 * to live, or later, is never due: the key is forgotten first. So what comes out depends on the rows alone, not on how they
 * arrived, and ends when the input does.
 *
 * <p>A process that takes rows as they arrive is called at once, whatever their times, and for timers when event time has
 * passed them. Its keys live until event time has gone on by the time to live since their last row came.
 *
 * <p>A row that the process throws for is a dead letter, and for the key it is as if it had not come; a timer that it throws for is
 * done with, and a dead letter too.
 */
final class ProcessHost implements Operator {
    private static final int VERSION = 1;
    /** The kind of a key's entry in a snapshot. */
    private static final int KEY = 2;

    private final ProcessSpec spec;
    private final KeyedProcess program;
    private final boolean atOnce;
    private final KeyEncoder encoder;
    private final OrderedRows ordered = new OrderedRows();
    private final ProcessKeys state;
    private final RowCursor row;
    private final HostScope scope;
    private final ProcessFailures failures;
    /** The slot of the key that a row came with last. */
    private int lastKey;

    ProcessHost(ProcessSpec spec) {
        this.spec = spec;
        program = spec.program();
        atOnce = program.takesRowsAsTheyArrive();
        int keyCount = spec.keys().size();
        encoder = new KeyEncoder(IntStream.range(OrderedRows.FIRST_COLUMN, OrderedRows.FIRST_COLUMN + keyCount)
                .toArray());
        state = new ProcessKeys(spec);
        row = new RowCursor(OrderedRows.FIRST_COLUMN + keyCount);
        scope = new HostScope(spec, encoder, state);
        failures = new ProcessFailures(spec);
    }

    @Override
    public void open(OperatorContext context) {
        failures.of(context.name());
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        if (atOnce) {
            for (int i = 0; i < batch.size(); i++) {
                arrive(batch, batch.row(i), out);
            }
            scope.flush(out);
        } else {
            ordered.add(ordered.inTime(batch, out));
        }
    }

    private void arrive(Batch batch, int at, Output out) {
        long timeMs = batch.eventTime(at);
        int length = encoder.encode(batch, at);
        long comesMs = Math.max(timeMs, ordered.passedMs());
        int known = isLast(length) ? lastKey : find(length);
        int key =
                known >= 0 ? known : state.key(encoder.buffer(), 0, length, KeyHash.hash(encoder.buffer(), 0, length));
        lastKey = key;
        call(batch, at, key, known < 0, known < 0 ? comesMs : Math.max(state.lastRowMs(key), comesMs), out);
    }

    /** Whether the encoded key is that of the row before: files and partitions of one series have long runs of a key. */
    private boolean isLast(int length) {
        KeyTable keys = state.keys();
        return keys.holds(lastKey)
                && Arrays.equals(encoder.buffer(), 0, length, keys.bytes(), keys.start(lastKey), keys.end(lastKey));
    }

    private int find(int length) {
        return state.keys().find(encoder.buffer(), 0, length, KeyHash.hash(encoder.buffer(), 0, length));
    }

    @Override
    public void advance(long watermarkMs, Output out) {
        if (ordered.advance(watermarkMs, (batch, at) -> take(batch, at, out))) {
            long passedMs = ordered.passedMs();
            state.forEachDue(passedMs, key -> {
                if (!endsBefore(key, passedMs, out)) {
                    state.arm(key);
                }
            });
            scope.flush(out);
        }
    }

    private void take(Batch batch, int at, Output out) {
        long timeMs = batch.eventTime(at);
        int length = encoder.encode(batch, at);
        long hash = KeyHash.hash(encoder.buffer(), 0, length);
        int key = state.keys().find(encoder.buffer(), 0, length, hash);
        boolean isNew = key < 0 || endsBefore(key, timeMs, out);
        if (isNew) {
            key = state.key(encoder.buffer(), 0, length, hash);
        }
        call(batch, at, key, isNew, timeMs, out);
    }

    /** @param lastRowMs when the key's last row is then */
    private void call(Batch batch, int at, int key, boolean isNew, long lastRowMs, Output out) {
        long timeMs = batch.eventTime(at);
        row.moveTo(batch, at);
        scope.enter(key, timeMs, timeMs);
        try {
            program.onRow(row, scope);
        } catch (Exception | StackOverflowError e) {
            scope.undo();
            failures.row(batch, at, e, out);
            if (isNew) {
                state.forget(key);
            } else {
                state.arm(key);
            }
            return;
        }
        state.touch(key, lastRowMs);
        if (!scope.leave(out)) {
            state.arm(key);
        }
    }

    /** Calls for the key's timers before a time; true if the key was forgotten on the way. */
    private boolean endsBefore(int key, long beforeMs, Output out) {
        long expiresMs = state.expiresMs(key);
        long boundMs = Math.min(beforeMs, expiresMs);
        for (long timeMs; (timeMs = state.pollTimer(key, boundMs)) != Long.MIN_VALUE; ) {
            if (calledTimer(key, timeMs, out) && scope.leave(out)) {
                return true;
            }
        }
        if (expiresMs <= beforeMs) {
            state.forget(key);
            return true;
        }
        return false;
    }

    private boolean calledTimer(int key, long timeMs, Output out) {
        scope.enter(key, timeMs, timeMs + 1);
        try {
            program.onTimer(timeMs, scope);
            return true;
        } catch (Exception | StackOverflowError e) {
            scope.undo();
            failures.timer(state.keys(), key, encoder, timeMs, e, out);
            return false;
        }
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        KeyGroupSections sections = ordered.sections(encoder);
        state.write(sections, KEY);
        sections.writeTo(to, VERSION);
    }

    @Override
    public void restore(SnapshotReader from) {
        ordered.restore(from, "a process", VERSION, spec.partialSchema(), (kind, in) -> {
            if (kind != KEY) {
                throw new IllegalStateException("a state of a process is damaged: entry of kind " + kind);
            }
            state.read(in);
        });
    }

    /** Rows and timers are a stretch behind the watermark at most. */
    @Override
    public long outputDelayMs() {
        return PendingRows.STRETCH_MS;
    }

    @Override
    public Held held() {
        return new Held(ordered.size() + state.size(), ordered.sizeBytes() + state.sizeBytes());
    }
}
