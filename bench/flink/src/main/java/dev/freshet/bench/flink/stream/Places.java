package dev.freshet.bench.flink.stream;

/** The ten greatest counts of a window, ties by the lesser key. */
final class Places {
    private static final int MOST = 10;

    private final long[] keys = new long[MOST + 1];
    private final long[] counts = new long[MOST + 1];
    private int size;

    void offer(long key, long count) {
        if (size == MOST && !before(count, key, MOST - 1)) {
            return;
        }
        int at = size;
        while (at > 0 && before(count, key, at - 1)) {
            keys[at] = keys[at - 1];
            counts[at] = counts[at - 1];
            at--;
        }
        keys[at] = key;
        counts[at] = count;
        size = Math.min(MOST, size + 1);
    }

    int size() {
        return size;
    }

    long key(int place) {
        return keys[place];
    }

    long count(int place) {
        return counts[place];
    }

    private boolean before(long count, long key, int place) {
        return count > counts[place] || (count == counts[place] && Long.compareUnsigned(key, keys[place]) < 0);
    }
}
