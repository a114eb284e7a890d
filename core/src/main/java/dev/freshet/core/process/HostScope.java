package dev.freshet.core.process;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Type;

/** The key that a call is about, and the rows that calls send, which are handed on in batches of bounded size. */
final class HostScope implements KeyScope {
    private static final int MAX_ROWS = 4096;

    private final KeyEncoder encoder;
    private final ProcessKeys state;
    private final int firstColumn;
    private final BatchBuilder rows;
    private int rowsBefore;
    private int key;
    private long timeMs;
    private long leastTimerMs;
    private boolean forgets;

    HostScope(ProcessSpec spec, KeyEncoder encoder, ProcessKeys state) {
        this.encoder = encoder;
        this.state = state;
        firstColumn = 1 + spec.keys().size();
        rows = new BatchBuilder(spec.resultSchema());
    }

    /**
     * Begins a call.
     *
     * @param earliestMs the first time that a timer can be due at
     */
    void enter(int ofKey, long callTimeMs, long earliestMs) {
        key = ofKey;
        timeMs = callTimeMs;
        leastTimerMs = earliestMs;
        forgets = false;
        rowsBefore = rows.rows();
        state.beginCall();
    }

    /** Ends a call; true if the key was forgotten. */
    boolean leave(Output to) {
        rows.abandonRow();
        if (forgets) {
            state.forget(key);
        }
        if (rows.rows() >= MAX_ROWS) {
            flush(to);
        }
        return forgets;
    }

    /** Ends a call as if it had not been: values, timers and the rows that it sent are as before. */
    void undo() {
        rows.truncate(rowsBefore);
        state.undoCall(key);
    }

    /** Hands on what is left. */
    void flush(Output to) {
        if (!rows.isEmpty()) {
            to.emit(Output.MAIN, rows.build(Origin.DERIVED));
        }
    }

    @Override
    public long timeMs() {
        return timeMs;
    }

    @Override
    public boolean isNull(int slot) {
        return state.value(slot).isNull(key);
    }

    @Override
    public boolean booleanAt(int slot) {
        return state.value(slot).number(key, Type.BOOLEAN) != 0;
    }

    @Override
    public long longAt(int slot) {
        return state.value(slot).number(key, Type.BIGINT);
    }

    @Override
    public double doubleAt(int slot) {
        return Double.longBitsToDouble(state.value(slot).number(key, Type.DOUBLE));
    }

    @Override
    public String textAt(int slot) {
        return state.value(slot).text(key);
    }

    @Override
    public KeyMemory memory() {
        return state.memory(key);
    }

    @Override
    public void setBoolean(int slot, boolean value) {
        state.changing(slot, key).set(key, Type.BOOLEAN, value ? 1 : 0);
    }

    @Override
    public void setLong(int slot, long value) {
        state.changing(slot, key).set(key, Type.BIGINT, value);
    }

    @Override
    public void setDouble(int slot, double value) {
        state.changing(slot, key).set(key, Type.DOUBLE, Double.doubleToRawLongBits(value));
    }

    @Override
    public void setText(int slot, String value) {
        state.changing(slot, key).set(key, value);
    }

    @Override
    public void setNull(int slot) {
        state.changing(slot, key).clear(key);
    }

    @Override
    public void forget() {
        forgets = true;
    }

    @Override
    public void setTimer(long atMs) {
        state.changingTimers(key);
        state.setTimer(key, Math.max(atMs, leastTimerMs));
    }

    @Override
    public void cancelTimer(long atMs) {
        state.changingTimers(key);
        state.cancelTimer(key, Math.max(atMs, leastTimerMs));
    }

    @Override
    public void putBoolean(int column, boolean value) {
        rows.putBoolean(firstColumn + column, value);
    }

    @Override
    public void putLong(int column, long value) {
        rows.putLong(firstColumn + column, value);
    }

    @Override
    public void putDouble(int column, double value) {
        rows.putDouble(firstColumn + column, value);
    }

    @Override
    public void putText(int column, String value) {
        rows.putText(firstColumn + column, value);
    }

    @Override
    public void emit() {
        KeyTable keys = state.keys();
        rows.putLong(0, timeMs);
        encoder.decodeInto(keys.bytes(), keys.start(key), rows, 1);
        rows.endRow(timeMs);
    }
}
