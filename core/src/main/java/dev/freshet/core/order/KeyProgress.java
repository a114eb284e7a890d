package dev.freshet.core.order;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/** How far each key is: which of its rows have come out and are kept for those behind them. */
final class KeyProgress {
    /** How many of the rows that are kept have come out. */
    private int[] emitted = {};
    /** The first row that those to come may see. */
    private int[] base = {};
    /** How many rows there were since the key began, or began anew. */
    private long[] numbers = {};
    /** The time of the last row that came out. */
    private long[] lastMs = {};

    void ensure(int keys) {
        if (keys > emitted.length) {
            int capacity = Math.max(16, 2 * keys);
            emitted = Arrays.copyOf(emitted, capacity);
            base = Arrays.copyOf(base, capacity);
            numbers = Arrays.copyOf(numbers, capacity);
            lastMs = Arrays.copyOf(lastMs, capacity);
        }
    }

    int emitted(int key) {
        return emitted[key];
    }

    int base(int key) {
        return base[key];
    }

    long number(int key) {
        return numbers[key];
    }

    long lastMs(int key) {
        return lastMs[key];
    }

    /** The next row begins anew. */
    void begin(int key) {
        base[key] = emitted[key];
        numbers[key] = 0;
    }

    /** The next row comes out. */
    void next(int key, long timeMs) {
        emitted[key]++;
        numbers[key]++;
        lastMs[key] = timeMs;
    }

    /** The first rows are forgotten. */
    void removed(int key, int rows) {
        emitted[key] -= rows;
        base[key] = Math.max(0, base[key] - rows);
    }

    void forget(int key) {
        emitted[key] = 0;
        base[key] = 0;
        numbers[key] = 0;
    }

    void write(int key, StateOutput to) {
        to.putUnsigned(emitted[key]);
        to.putUnsigned(base[key]);
        to.putUnsigned(numbers[key]);
        to.putLong(lastMs[key]);
    }

    void read(int key, StateInput from) {
        emitted[key] = (int) from.getUnsigned();
        base[key] = (int) from.getUnsigned();
        numbers[key] = from.getUnsigned();
        lastMs[key] = from.getLong();
    }

    long sizeBytes() {
        return 24L * emitted.length;
    }
}
