package dev.freshet.bench.answer;

import java.nio.charset.StandardCharsets;

/**
 * The hash of one result row: {@link #of} of its window and key, then {@link #and} of each value in the order that the job
 * says. Keys are ASCII.
 */
public final class RowHash {
    private static final long FNV_PRIME = 0x100_0000_01B3L;
    private static final long FNV_START = 0xCBF2_9CE4_8422_2325L;

    private RowHash() {}

    public static long of(long windowEndMs, String key) {
        return of(windowEndMs, key.getBytes(StandardCharsets.UTF_8));
    }

    public static long of(long windowEndMs, byte[] key) {
        return of(windowEndMs, key, 0, key.length);
    }

    /** Of a key that is a part of an array. */
    public static long of(long windowEndMs, byte[] data, int from, int to) {
        long hash = FNV_START;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (data[i] & 0xFF)) * FNV_PRIME;
        }
        return and(hash, windowEndMs);
    }

    public static long and(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ (mixed >>> 32);
    }

    /** By the value's bits, so to the last digit; both zeros are one. */
    public static long and(long hash, double value) {
        return and(hash, Double.doubleToLongBits(value + 0.0));
    }
}
