package dev.freshet.core.window;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.aggregate.ShellSort;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.KeyTable;
import java.util.Arrays;
import java.util.List;

/** The windows of rows that are being filled, one a key, and those that have just become full; with their aggregates' states. */
final class RowWindows {
    private static final int NONE = -1;

    private final Aggregate[] aggregates;
    private final KeyTable keys = new KeyTable();
    /** By slot of a key: the window that takes its next row, or {@link #NONE}. */
    private int[] windowOf = new int[16];

    private long[] first = new long[16];
    private long[] last = new long[16];
    private long[] rows = new long[16];
    private int[] keyOf = new int[16];
    private int[] nextFree = new int[16];
    private int slotLimit;
    private int firstFree = NONE;
    private int open;

    RowWindows(List<AggregateCall> calls) {
        aggregates = calls.stream().map(Aggregates::create).toArray(Aggregate[]::new);
        Arrays.fill(windowOf, NONE);
    }

    KeyTable keys() {
        return keys;
    }

    Aggregate[] aggregates() {
        return aggregates;
    }

    long first(int window) {
        return first[window];
    }

    long last(int window) {
        return last[window];
    }

    long rows(int window) {
        return rows[window];
    }

    int key(int window) {
        return keyOf[window];
    }

    /** Whether a slot below {@link #slotLimit} is a window. */
    boolean isOpen(int window) {
        return keyOf[window] != NONE;
    }

    int slotLimit() {
        return slotLimit;
    }

    /** How many there are. */
    int size() {
        return open;
    }

    /** Counts a key's next rows, the last of them at this time; returns their window. */
    int take(int key, long count, long firstMs, long lastMs) {
        int window = key < windowOf.length ? windowOf[key] : NONE;
        if (window == NONE) {
            window = begin(key, firstMs);
        }
        rows[window] += count;
        last[window] = lastMs;
        return window;
    }

    /** Lets the key's next row begin another window. */
    void close(int window) {
        windowOf[keyOf[window]] = NONE;
    }

    void mergeRows(Batch partials, int[] firstColumns, int[] windows) {
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].mergePartials(partials, firstColumns[i], windows);
        }
    }

    /** Forgets a window that is closed, and its key if it has no other. */
    void forget(int window) {
        int key = keyOf[window];
        // A window of the same key that is forgotten later must not find it gone.
        if (windowOf[key] == NONE && keys.holds(key)) {
            keys.remove(key);
        }
        for (Aggregate aggregate : aggregates) {
            aggregate.clear(window);
        }
        keyOf[window] = NONE;
        nextFree[window] = firstFree;
        firstFree = window;
        open--;
    }

    /** Sorts windows by their last rows' times, then the keys' bytes. */
    void sort(int[] some, int count) {
        byte[] bytes = keys.bytes();
        ShellSort.sort(some, count, (a, b) -> {
            int byTime = Long.compare(last[a], last[b]);
            return byTime != 0
                    ? byTime
                    : Arrays.compareUnsigned(
                            bytes,
                            keys.start(keyOf[a]),
                            keys.end(keyOf[a]),
                            bytes,
                            keys.start(keyOf[b]),
                            keys.end(keyOf[b]));
        });
    }

    long sizeBytes() {
        long bytes = keys.sizeBytes() + 4L * windowOf.length + 32L * first.length;
        for (Aggregate aggregate : aggregates) {
            bytes += aggregate.sizeBytes();
        }
        return bytes;
    }

    private int begin(int key, long firstMs) {
        int window = firstFree;
        if (window != NONE) {
            firstFree = nextFree[window];
        } else {
            window = slotLimit++;
            if (window == first.length) {
                grow(2 * window);
            }
            for (Aggregate aggregate : aggregates) {
                aggregate.ensureSlots(slotLimit);
            }
        }
        first[window] = firstMs;
        rows[window] = 0;
        keyOf[window] = key;
        if (key >= windowOf.length) {
            int length = windowOf.length;
            windowOf = Arrays.copyOf(windowOf, Math.max(2 * length, key + 1));
            Arrays.fill(windowOf, length, windowOf.length, NONE);
        }
        windowOf[key] = window;
        open++;
        return window;
    }

    private void grow(int capacity) {
        first = Arrays.copyOf(first, capacity);
        last = Arrays.copyOf(last, capacity);
        rows = Arrays.copyOf(rows, capacity);
        keyOf = Arrays.copyOf(keyOf, capacity);
        nextFree = Arrays.copyOf(nextFree, capacity);
    }
}
