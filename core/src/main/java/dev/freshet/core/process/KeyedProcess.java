package dev.freshet.core.process;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import java.util.List;

/**
 * A program of one's own over the rows of each key, used by its name. It is found by {@link java.util.ServiceLoader}: name the
 * class in {@code META-INF/services/dev.freshet.core.process.KeyedProcess} of a jar that submission and workers have on their
 * class path.
 *
 * <p>It is given the rows of a key in the order of event time, ties by source, partition and offset, unless it
 * {@link #takesRowsAsTheyArrive}, and between them the timers that it has set, and has no state but that of the key: then what it makes depends on the rows alone. One instance serves all
 * keys, and perhaps several threads. Methods must not block, nor read clocks, and should not throw: a row
 * that it throws for is a dead letter, and for the key, but for its {@link #newMemory memory}, it is as if it had not come.
 */
public interface KeyedProcess {
    /** The name in text, in lower case: letters, digits and {@code _}. */
    String name();

    /** The columns that it reads; streams must have them, by name and type. */
    Schema input();

    /** The values that it keeps for a key, NULL at first. */
    List<Field> state();

    /** What it keeps for a new key beside those values. */
    default KeyMemory newMemory() {
        return KeyMemory.NONE;
    }

    /**
     * Whether it takes rows as they arrive: at once, none of them late, in the order of offsets where a key's rows are of one
     * partition of the source. Otherwise rows wait for event time to pass them.
     */
    default boolean takesRowsAsTheyArrive() {
        return false;
    }

    /** The columns that it makes, besides the time and the key. */
    Schema output();

    /** Takes a row of the key. */
    void onRow(ProcessRow row, KeyScope key);

    /**
     * A timer is due: all rows of the key up to its time have been taken.
     *
     * @param timeMs the time that it was set for
     */
    default void onTimer(long timeMs, KeyScope key) {}
}
