package dev.freshet.core.process;

/**
 * What a {@link KeyedProcess} has of the key that a call is about: its values, its timers, and a way out. Of use during the
 * call only. Slots are those of {@link KeyedProcess#state}, columns those of {@link KeyedProcess#output}, from 0.
 */
public interface KeyScope {
    /** The event time of the row, or of the timer. */
    long timeMs();

    boolean isNull(int slot);

    boolean booleanAt(int slot);

    /** A BIGINT, or a TIMESTAMP in epoch milliseconds. */
    long longAt(int slot);

    double doubleAt(int slot);

    String textAt(int slot);

    /** What {@link KeyedProcess#newMemory} made for the key. */
    KeyMemory memory();

    void setBoolean(int slot, boolean value);

    void setLong(int slot, long value);

    void setDouble(int slot, double value);

    void setText(int slot, String value);

    void setNull(int slot);

    /** Drops the key's values and timers when the call has returned. */
    void forget();

    /**
     * Calls {@link KeyedProcess#onTimer} when all rows of the key up to this time have been taken; once for each time. A time
     * that is not ahead of {@link #timeMs} is the first that a timer can be due at: for a row its own, for a timer 1 ms later.
     */
    void setTimer(long timeMs);

    /** Takes a timer back. */
    void cancelTimer(long timeMs);

    void putBoolean(int column, boolean value);

    void putLong(int column, long value);

    void putDouble(int column, double value);

    void putText(int column, String value);

    /** Sends a row of what was put since the last one; other columns are NULL. Its event time is {@link #timeMs}. */
    void emit();
}
