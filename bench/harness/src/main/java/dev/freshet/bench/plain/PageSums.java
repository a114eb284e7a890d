package dev.freshet.bench.plain;

import java.util.Arrays;

/** Count and sum by page in one window: open addressing over the eight bytes that a page has, as a long. */
final class PageSums {
    private long[] keys = new long[1 << 15];
    private long[] counts = new long[1 << 15];
    private double[] sums = new double[1 << 15];
    private int size;

    void add(long page, long count, double sum) {
        int at = place(page);
        counts[at] += count;
        sums[at] += sum;
    }

    void addAll(PageSums other) {
        for (int at = 0; at < other.keys.length; at++) {
            if (other.counts[at] != 0) {
                add(other.keys[at], other.counts[at], other.sums[at]);
            }
        }
    }

    void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(sums, 0);
        size = 0;
    }

    /** How many places there are; those with a count of 0 are free. */
    int places() {
        return keys.length;
    }

    long key(int at) {
        return keys[at];
    }

    long count(int at) {
        return counts[at];
    }

    double sum(int at) {
        return sums[at];
    }

    private int place(long page) {
        int at = find(page);
        if (counts[at] == 0) {
            if (2 * ++size > keys.length) {
                grow();
                at = find(page);
            }
            keys[at] = page;
        }
        return at;
    }

    private int find(long page) {
        long mixed = page * 0x9E37_79B9_7F4A_7C15L;
        int mask = keys.length - 1;
        int at = (int) (mixed >>> 32) & mask;
        while (counts[at] != 0 && keys[at] != page) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        double[] oldSums = sums;
        keys = new long[2 * oldKeys.length];
        counts = new long[keys.length];
        sums = new double[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
                sums[at] = oldSums[i];
            }
        }
    }
}
