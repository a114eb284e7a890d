package dev.freshet.bench.flink.stream;

import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/** One page's events by slide of the window, in the order of time. */
final class Panes {
    private static final int LG_REGISTERS = 11;

    private long[] ends = new long[8];
    private long[] counts = new long[8];
    private double[] sums = new double[8];
    private double[] largest = new double[8];
    private @Nullable HllSketch[] users = new HllSketch[8];
    private int size;
    /** End of the next window that a timer is set for. */
    long timerMs = Long.MAX_VALUE;

    boolean isEmpty() {
        return size == 0;
    }

    void add(long endMs, Event event) {
        int at = place(endMs);
        counts[at]++;
        sums[at] += event.value;
        largest[at] = Math.max(largest[at], event.value);
        HllSketch sketch = users[at];
        if (sketch == null) {
            sketch = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
            users[at] = sketch;
        }
        sketch.update(event.user);
    }

    /** Fills in the window's row; returns whether it has any events. */
    boolean fill(long fromMs, long toMs, ResultRow row) {
        row.count = 0;
        row.sum = 0;
        row.largest = Double.NEGATIVE_INFINITY;
        Union union = new Union(LG_REGISTERS);
        for (int i = 0; i < size && ends[i] <= toMs; i++) {
            if (ends[i] > fromMs) {
                row.count += counts[i];
                row.sum += sums[i];
                row.largest = Math.max(row.largest, largest[i]);
                union.update(users[i]);
            }
        }
        row.users = Math.round(union.getEstimate());
        return row.count > 0;
    }

    /** Forgets panes that end by then. */
    void forget(long endMs) {
        int gone = 0;
        while (gone < size && ends[gone] <= endMs) {
            gone++;
        }
        move(gone, 0, size - gone);
        Arrays.fill(users, size - gone, size, null);
        size -= gone;
    }

    private int place(long endMs) {
        int at = size;
        while (at > 0 && ends[at - 1] > endMs) {
            at--;
        }
        if (at > 0 && ends[at - 1] == endMs) {
            return at - 1;
        }
        if (size == ends.length) {
            grow();
        }
        move(at, at + 1, size - at);
        size++;
        ends[at] = endMs;
        counts[at] = 0;
        sums[at] = 0;
        largest[at] = Double.NEGATIVE_INFINITY;
        users[at] = null;
        return at;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(ends, from, ends, to, count);
        System.arraycopy(counts, from, counts, to, count);
        System.arraycopy(sums, from, sums, to, count);
        System.arraycopy(largest, from, largest, to, count);
        System.arraycopy(users, from, users, to, count);
    }

    private void grow() {
        ends = Arrays.copyOf(ends, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
        sums = Arrays.copyOf(sums, 2 * size);
        largest = Arrays.copyOf(largest, 2 * size);
        users = Arrays.copyOf(users, 2 * size);
    }
}
