package dev.freshet.core.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 64-bit hash of a key's canonical bytes: XXH64 with seed 0, after Yann Collet's specification
 * (xxhash_spec.md 0.2.0). It says which key group, and so which partition, a key belongs to: the hash is part of the wire
 * format and of snapshots, and another one is another {@link #VERSION}.
 */
public final class KeyHash {
    /** The version of the function. */
    public static final int VERSION = 1;

    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private KeyHash() {}

    /** The hash of {@code bytes[from .. to)}. */
    public static long hash(byte[] bytes, int from, int to) {
        int at = from;
        long hash = P5;
        if (to - from >= 32) {
            hash = stripes(bytes, from, to);
            at = from + ((to - from) & ~31);
        }
        hash += to - from;
        for (; at + 8 <= to; at += 8) {
            hash ^= round(0, (long) LONG.get(bytes, at));
            hash = Long.rotateLeft(hash, 27) * P1 + P4;
        }
        if (at + 4 <= to) {
            hash ^= ((int) INT.get(bytes, at) & 0xFFFFFFFFL) * P1;
            hash = Long.rotateLeft(hash, 23) * P2 + P3;
            at += 4;
        }
        for (; at < to; at++) {
            hash ^= (bytes[at] & 0xFF) * P5;
            hash = Long.rotateLeft(hash, 11) * P1;
        }
        return avalanche(hash);
    }

    /** Four lanes over whole stripes of 32 bytes, folded into one. */
    private static long stripes(byte[] bytes, int from, int to) {
        long a = 0x60EA27EEADC0B5D6L; // P1 + P2, modulo 2^64
        long b = P2;
        long c = 0;
        long d = -P1;
        for (int at = from; at + 32 <= to; at += 32) {
            a = round(a, (long) LONG.get(bytes, at));
            b = round(b, (long) LONG.get(bytes, at + 8));
            c = round(c, (long) LONG.get(bytes, at + 16));
            d = round(d, (long) LONG.get(bytes, at + 24));
        }
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        hash = (hash ^ round(0, a)) * P1 + P4;
        hash = (hash ^ round(0, b)) * P1 + P4;
        hash = (hash ^ round(0, c)) * P1 + P4;
        return (hash ^ round(0, d)) * P1 + P4;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * P2, 31) * P1;
    }

    private static long avalanche(long hash) {
        hash = (hash ^ (hash >>> 33)) * P2;
        hash = (hash ^ (hash >>> 29)) * P3;
        return hash ^ (hash >>> 32);
    }
}
