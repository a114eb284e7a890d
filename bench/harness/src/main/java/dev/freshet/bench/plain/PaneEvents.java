package dev.freshet.bench.plain;

import java.util.Arrays;

/** A pane's events in columns: page, user, value. */
final class PaneEvents {
    private long[] pairs = new long[1024];
    private double[] values = new double[1024];
    private int size;

    void add(int page, int user, double value) {
        reserve(1);
        pairs[size] = (long) page << Integer.SIZE | user;
        values[size++] = value;
    }

    void addAll(PaneEvents other) {
        reserve(other.size);
        System.arraycopy(other.pairs, 0, pairs, size, other.size);
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
    }

    int size() {
        return size;
    }

    int page(int i) {
        return (int) (pairs[i] >>> Integer.SIZE);
    }

    /** Page and user in one. */
    long pair(int i) {
        return pairs[i];
    }

    double value(int i) {
        return values[i];
    }

    private void reserve(int more) {
        if (size + more > pairs.length) {
            int room = Math.max(size + more, 2 * pairs.length);
            pairs = Arrays.copyOf(pairs, room);
            values = Arrays.copyOf(values, room);
        }
    }
}
