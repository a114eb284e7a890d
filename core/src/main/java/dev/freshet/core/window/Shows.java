package dev.freshet.core.window;

import dev.freshet.core.aggregate.ShellSort;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Output;
import java.util.Arrays;

/**
 * What global windows are to show of a stretch of rows, until the rows are in their states. Where rows come behind what is to be shown
 * of a window that goes on, they have a state of their own, which the shown one joins afterwards.
 */
final class Shows {
    private static final byte[][] KINDS = {ResultRows.kind(WindowColumns.EARLY), ResultRows.kind(WindowColumns.FINAL)};

    private final GlobalWindows windows;
    private final ResultRows results;
    private int[] keys = new int[16];
    private int[] states = new int[16];
    private int[] next = new int[16];
    private long[] starts = new long[16];
    private long[] ends = new long[16];
    private long[] revisions = new long[16];
    /** Whether the window is over. */
    private boolean[] last = new boolean[16];
    /** Whether the row says that it is final. */
    private boolean[] complete = new boolean[16];

    private int[] order = new int[16];
    private int count;
    private int[] ended = new int[16];
    private int endedCount;
    /** By state: what is to be shown of it that goes on, plus one. */
    private int[] goesOn = new int[16];

    Shows(GlobalWindows windows, ResultRows results) {
        this.windows = windows;
        this.results = results;
    }

    /**
     * Shows a key's state when the stretch is done.
     *
     * @param isLast whether the state is not needed afterwards
     * @param isComplete whether the row is final, not early
     */
    void add(int key, long endMs, boolean isLast, boolean isComplete) {
        if (count == keys.length) {
            grow();
        }
        int state = windows.state(key);
        keys[count] = key;
        states[count] = state;
        next[count] = GlobalWindows.NONE;
        starts[count] = windows.first(key);
        ends[count] = endMs;
        revisions[count] = windows.revisions(key);
        last[count] = isLast;
        complete[count] = isComplete;
        count++;
        if (!isLast) {
            if (state >= goesOn.length) {
                goesOn = Arrays.copyOf(goesOn, Math.max(2 * goesOn.length, state + 1));
            }
            goesOn[state] = count;
        }
    }

    /** Before a row of a key is put in its state: gives it another one if that is still to be shown without the row. */
    void keep(int key) {
        int state = windows.state(key);
        if (state != GlobalWindows.NONE && state < goesOn.length && goesOn[state] > 0) {
            int shown = goesOn[state] - 1;
            goesOn[state] = 0;
            next[shown] = windows.moveOn(key);
        }
    }

    /** Lets a key that has no window any more be forgotten when all is shown. */
    void ended(int key) {
        if (endedCount == ended.length) {
            ended = Arrays.copyOf(ended, 2 * endedCount);
        }
        ended[endedCount++] = key;
    }

    /** Shows all, by end and then the keys' bytes, and forgets keys that have ended. */
    void emit(Output out) {
        sort();
        for (int i = 0; i < count; i++) {
            show(order[i], out);
        }
        for (int i = 0; i < endedCount; i++) {
            windows.forget(ended[i]);
        }
        count = 0;
        endedCount = 0;
    }

    private void show(int i, Output out) {
        int state = states[i];
        results.window(starts[i], ends[i]);
        byte[] kind = KINDS[complete[i] ? 1 : 0];
        results.add(windows.keys(), keys[i], windows.aggregates(), state, kind, revisions[i], out);
        if (last[i]) {
            windows.free(state);
        } else if (next[i] != GlobalWindows.NONE) {
            windows.merge(next[i], state);
            windows.free(state);
        } else {
            goesOn[state] = 0;
        }
    }

    private void sort() {
        KeyTable table = windows.keys();
        byte[] bytes = table.bytes();
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        ShellSort.sort(order, count, (a, b) -> {
            int byEnd = Long.compare(ends[a], ends[b]);
            if (byEnd != 0) {
                return byEnd;
            }
            int byKey = Arrays.compareUnsigned(
                    bytes, table.start(keys[a]), table.end(keys[a]), bytes, table.start(keys[b]), table.end(keys[b]));
            return byKey != 0 ? byKey : Integer.compare(a, b);
        });
    }

    private void grow() {
        int capacity = 2 * count;
        keys = Arrays.copyOf(keys, capacity);
        states = Arrays.copyOf(states, capacity);
        next = Arrays.copyOf(next, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        revisions = Arrays.copyOf(revisions, capacity);
        last = Arrays.copyOf(last, capacity);
        complete = Arrays.copyOf(complete, capacity);
        order = Arrays.copyOf(order, capacity);
    }
}
