package dev.freshet.core.key;

/**
 * Which key most rows have, by the hashes of keys: Space-Saving (Metwally, Agrawal, El Abbadi, "Efficient Computation of
 * Frequent and Top-k Elements in Data Streams", ICDT 2005) with {@value #COUNTERS} counters. A key's count is never too small,
 * and too large by no more than its error, which is at most 1/{@value #COUNTERS} of what was counted; a key with a greater share
 * has a counter. Every {@value #STRIDE}th row is counted, on average, at random distances that are the same in each run, which
 * costs about a nanosecond a row. What was counted long ago fades: all counts are halved whenever {@value #FADES_AT} rows
 * have been counted.
 *
 * <p>One instance a task and edge.
 */
public final class HeavyKeys {
    private static final int COUNTERS = 32;
    private static final int STRIDE = 8;
    private static final int FADES_AT = 1 << 16;
    private static final int REPORTS_EVERY = 512;

    private final Watcher watcher;
    private final long[] hashes = new long[COUNTERS];
    private final long[] counts = new long[COUNTERS];
    private final long[] errors = new long[COUNTERS];
    private int used;
    private long counted;
    private long sinceReport;
    private long random = 0x9E3779B97F4A7C15L;
    private int skip;

    /** Told now and then how things stand. */
    @FunctionalInterface
    public interface Watcher {
        /** @param partitions how many the rows are split among */
        void seen(HeavyKeys keys, int partitions);
    }

    public HeavyKeys(Watcher watcher) {
        this.watcher = watcher;
    }

    /**
     * Counts some of a batch's rows.
     *
     * @param keyHashes of the first {@code size} rows
     * @param partitions how many they are split among
     */
    public void observe(long[] keyHashes, int size, int partitions) {
        int at = skip;
        for (; at < size; at += distance()) {
            add(keyHashes[at]);
            sinceReport++;
        }
        skip = at - size;
        if (sinceReport >= REPORTS_EVERY) {
            sinceReport = 0;
            watcher.seen(this, partitions);
        }
    }

    /** Counts one row. */
    void add(long hash) {
        counted++;
        int least = 0;
        for (int i = 0; i < used; i++) {
            if (hashes[i] == hash) {
                counts[i]++;
                fade();
                return;
            }
            if (counts[i] < counts[least]) {
                least = i;
            }
        }
        if (used < COUNTERS) {
            least = used++;
            counts[least] = 0;
        }
        errors[least] = counts[least];
        hashes[least] = hash;
        counts[least]++;
        fade();
    }

    /** The hash of the key that most rows have for certain; 0 where none was counted. */
    public long heaviest() {
        return used == 0 ? 0 : hashes[heaviestAt()];
    }

    /** The share of rows that the heaviest key has at least, 0 to 1. */
    public double share() {
        return counted == 0 ? 0 : (double) certain(heaviestAt()) / counted;
    }

    /** How many rows were counted, less those that have faded. */
    long counted() {
        return counted;
    }

    /** At most how many of the counted rows have this key. */
    long atMost(long hash) {
        for (int i = 0; i < used; i++) {
            if (hashes[i] == hash) {
                return counts[i];
            }
        }
        return counted / COUNTERS;
    }

    private int heaviestAt() {
        int best = 0;
        for (int i = 1; i < used; i++) {
            if (certain(i) > certain(best)) {
                best = i;
            }
        }
        return best;
    }

    private long certain(int at) {
        return counts[at] - errors[at];
    }

    private void fade() {
        if (counted < FADES_AT) {
            return;
        }
        counted /= 2;
        for (int i = 0; i < used; i++) {
            counts[i] /= 2;
            errors[i] = Math.min(counts[i], (errors[i] + 1) / 2);
        }
    }

    /** 1 to twice the stride, less one. */
    private int distance() {
        // Marsaglia's xorshift64.
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return 1 + (int) Long.remainderUnsigned(random, 2L * STRIDE - 1);
    }
}
