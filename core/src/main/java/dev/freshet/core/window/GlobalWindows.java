package dev.freshet.core.window;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.KeyTable;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of the keys of global windows: when each began, how far it has been shown, and which of the aggregates' states
 * takes its next row.
 */
final class GlobalWindows {
    static final int NONE = -1;

    private final Aggregate[] aggregates;
    private final KeyTable keys = new KeyTable();
    /** By key: its state, or {@link #NONE} where its next row begins anew. */
    private int[] stateOf = {};

    private long[] first = {};
    private long[] last = {};
    private long[] shownEnd = {};
    private long[] fresh = {};
    private long[] revisions = {};
    private boolean[] open = {};
    private int openKeys;
    private int[] nextFree = new int[16];
    private int stateLimit;
    private int firstFree = NONE;

    GlobalWindows(List<AggregateCall> calls) {
        aggregates = calls.stream().map(Aggregates::create).toArray(Aggregate[]::new);
    }

    KeyTable keys() {
        return keys;
    }

    Aggregate[] aggregates() {
        return aggregates;
    }

    /** Makes room for all keys of the table. */
    void makeRoom() {
        int before = stateOf.length;
        int needed = keys.slotLimit();
        if (needed <= before) {
            return;
        }
        int capacity = Math.max(16, Math.max(needed, 2 * before));
        stateOf = Arrays.copyOf(stateOf, capacity);
        Arrays.fill(stateOf, before, capacity, NONE);
        first = Arrays.copyOf(first, capacity);
        last = Arrays.copyOf(last, capacity);
        shownEnd = Arrays.copyOf(shownEnd, capacity);
        fresh = Arrays.copyOf(fresh, capacity);
        revisions = Arrays.copyOf(revisions, capacity);
        open = Arrays.copyOf(open, capacity);
    }

    /** How many keys have a window. */
    int size() {
        return openKeys;
    }

    boolean isOpen(int key) {
        return key < open.length && open[key];
    }

    int state(int key) {
        return stateOf[key];
    }

    /** The time of the first row since the key began, or since it was shown and discarded. */
    long first(int key) {
        return first[key];
    }

    long last(int key) {
        return last[key];
    }

    /** The end that the key was last shown with. */
    long shownEnd(int key) {
        return shownEnd[key];
    }

    /** How many rows came since the key was shown. */
    long fresh(int key) {
        return fresh[key];
    }

    /** How often the window has been shown. */
    long revisions(int key) {
        return revisions[key];
    }

    /** Counts a row. */
    void take(int key, long timeMs) {
        if (!open[key]) {
            open(key);
        }
        if (stateOf[key] == NONE) {
            stateOf[key] = newState();
            first[key] = timeMs;
            revisions[key] = 0;
        }
        last[key] = timeMs;
        fresh[key]++;
    }

    /** Lets the key's next rows go into another state; returns it. */
    int moveOn(int key) {
        stateOf[key] = newState();
        return stateOf[key];
    }

    /** Notes that the key is shown as it is. */
    void shown(int key, long endMs) {
        fresh[key] = 0;
        shownEnd[key] = endMs;
        revisions[key]++;
    }

    /** Lets the key's next row begin anew. */
    void begin(int key) {
        stateOf[key] = NONE;
    }

    /** The key has no window any more; what its state holds is still to be shown and freed. */
    void end(int key) {
        stateOf[key] = NONE;
        fresh[key] = 0;
        open[key] = false;
        openKeys--;
    }

    /** Forgets the bytes of a key that has no window, unless one has begun again. */
    void forget(int key) {
        if (!open[key] && keys.holds(key)) {
            keys.remove(key);
        }
    }

    void mergeRows(Batch partials, int[] firstColumns, int[] states) {
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].mergePartials(partials, firstColumns[i], states);
        }
    }

    /** Combines one state into another. */
    void merge(int into, int from) {
        for (Aggregate aggregate : aggregates) {
            aggregate.merge(into, aggregate, from);
        }
    }

    void free(int state) {
        for (Aggregate aggregate : aggregates) {
            aggregate.clear(state);
        }
        nextFree[state] = firstFree;
        firstFree = state;
    }

    /** Takes a key back, as a snapshot has it; returns its state, or {@link #NONE}. */
    int restore(int key, boolean hasState, long firstMs, long lastMs, long shownEndMs, long freshRows, long revision) {
        makeRoom();
        open(key);
        stateOf[key] = hasState ? newState() : NONE;
        first[key] = firstMs;
        last[key] = lastMs;
        shownEnd[key] = shownEndMs;
        fresh[key] = freshRows;
        revisions[key] = revision;
        return stateOf[key];
    }

    long sizeBytes() {
        long bytes = keys.sizeBytes() + 45L * stateOf.length + 4L * nextFree.length;
        for (Aggregate aggregate : aggregates) {
            bytes += aggregate.sizeBytes();
        }
        return bytes;
    }

    private void open(int key) {
        open[key] = true;
        openKeys++;
        stateOf[key] = NONE;
        fresh[key] = 0;
        shownEnd[key] = Long.MIN_VALUE;
    }

    private int newState() {
        int state = firstFree;
        if (state != NONE) {
            firstFree = nextFree[state];
            return state;
        }
        state = stateLimit++;
        if (state == nextFree.length) {
            nextFree = Arrays.copyOf(nextFree, 2 * state);
        }
        for (Aggregate aggregate : aggregates) {
            aggregate.ensureSlots(stateLimit);
        }
        return state;
    }
}
