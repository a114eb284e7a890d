package dev.freshet.bench.plain;

import java.util.Arrays;

/** A pane's views and purchases in columns. */
final class PairEvents {
    private int[] users = new int[1024];
    private long[] times = new long[1024];
    private double[] values = new double[1024];
    private int size;

    /** @param user the user's number, and whether it is a view in the lowest bit */
    void add(int user, long timeMs, double value) {
        reserve(1);
        users[size] = user;
        times[size] = timeMs;
        values[size++] = value;
    }

    void addAll(PairEvents other) {
        reserve(other.size);
        System.arraycopy(other.users, 0, users, size, other.size);
        System.arraycopy(other.times, 0, times, size, other.size);
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
    }

    /** Forgets the first ones. */
    void drop(int first) {
        System.arraycopy(users, first, users, 0, size - first);
        System.arraycopy(times, first, times, 0, size - first);
        System.arraycopy(values, first, values, 0, size - first);
        size -= first;
    }

    int size() {
        return size;
    }

    int user(int i) {
        return users[i] >>> 1;
    }

    boolean isView(int i) {
        return (users[i] & 1) != 0;
    }

    long timeMs(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }

    private void reserve(int more) {
        if (size + more > users.length) {
            int room = Math.max(size + more, 2 * users.length);
            users = Arrays.copyOf(users, room);
            times = Arrays.copyOf(times, room);
            values = Arrays.copyOf(values, room);
        }
    }
}
