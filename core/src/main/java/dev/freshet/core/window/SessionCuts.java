package dev.freshet.core.window;

import dev.freshet.core.aggregate.ShellSort;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.time.Clamped;
import java.util.Arrays;

/**
 * Cuts the rows of one batch, key by key, where the gap lies between neighbours in time. A batch that as a whole takes less
 * than the gap has one stretch a key, whatever its order; rows that come in order are gone through once; others are sorted by
 * time before, O(n log n).
 */
final class SessionCuts {
    private static final int NONE = -1;

    private final long gapMs;
    private int[] newestOf = new int[0];
    private int[] byTime = new int[0];
    private long[] first = new long[16];
    private long[] last = new long[16];
    private long[] rows = new long[16];
    private int[] keyOf = new int[16];
    private int count;

    SessionCuts(long gapMs) {
        this.gapMs = gapMs;
    }

    /**
     * Cuts a batch.
     *
     * @param keys the slot of each position's key
     * @param keyLimit more than the greatest of them
     * @param into receives the stretch of each position, from 0 up
     * @return how many stretches there are
     */
    int cut(Batch batch, int[] keys, int keyLimit, int[] into) {
        if (newestOf.length < keyLimit) {
            newestOf = new int[Math.max(keyLimit, 2 * newestOf.length)];
        }
        Arrays.fill(newestOf, 0, keyLimit, NONE);
        count = 0;
        boolean sorted = needsOrder(batch);
        if (sorted) {
            sort(batch);
        }
        long[] times = batch.eventTimes();
        for (int i = 0; i < batch.size(); i++) {
            int position = sorted ? byTime[i] : i;
            into[position] = stretch(keys[position], times[batch.row(position)]);
        }
        return count;
    }

    long first(int stretch) {
        return first[stretch];
    }

    long last(int stretch) {
        return last[stretch];
    }

    /** How many rows it has. */
    long rows(int stretch) {
        return rows[stretch];
    }

    /** The slot of its key. */
    int key(int stretch) {
        return keyOf[stretch];
    }

    private int stretch(int key, long time) {
        int stretch = newestOf[key];
        if (stretch == NONE || Clamped.subtract(time, last[stretch]) >= gapMs) {
            stretch = begin(key, time);
        }
        first[stretch] = Math.min(first[stretch], time);
        last[stretch] = Math.max(last[stretch], time);
        rows[stretch]++;
        return stretch;
    }

    private int begin(int key, long time) {
        if (count == first.length) {
            first = Arrays.copyOf(first, 2 * count);
            last = Arrays.copyOf(last, 2 * count);
            rows = Arrays.copyOf(rows, 2 * count);
            keyOf = Arrays.copyOf(keyOf, 2 * count);
        }
        first[count] = time;
        last[count] = time;
        rows[count] = 0;
        keyOf[count] = key;
        newestOf[key] = count;
        return count++;
    }

    private boolean needsOrder(Batch batch) {
        long[] times = batch.eventTimes();
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        boolean ascending = true;
        for (int i = 0; i < batch.size(); i++) {
            long time = times[batch.row(i)];
            ascending &= time >= greatest;
            least = Math.min(least, time);
            greatest = Math.max(greatest, time);
        }
        return !ascending && Clamped.subtract(greatest, least) >= gapMs;
    }

    private void sort(Batch batch) {
        int size = batch.size();
        if (byTime.length < size) {
            byTime = new int[size];
        }
        for (int i = 0; i < size; i++) {
            byTime[i] = i;
        }
        long[] times = batch.eventTimes();
        ShellSort.sort(byTime, size, (a, b) -> Long.compare(times[batch.row(a)], times[batch.row(b)]));
    }
}
