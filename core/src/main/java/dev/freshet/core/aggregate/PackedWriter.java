package dev.freshet.core.aggregate;

import java.util.Arrays;

/** Bytes of a partial state in the making: LEB128 numbers and raw bytes, in a buffer that is used again. */
final class PackedWriter {
    private byte[] bytes = new byte[64];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void reset() {
        length = 0;
    }

    /** Seven bits a byte, lowest first; the value counts as unsigned. */
    void unsigned(long value) {
        ensure(10);
        long rest = value;
        for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
            bytes[length++] = (byte) (rest | 0x80);
        }
        bytes[length++] = (byte) rest;
    }

    /** Zigzag: small magnitudes of both signs take few bytes. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /** The length, then the bytes {@code [from, to)}. */
    void raw(byte[] source, int from, int to) {
        unsigned(to - from);
        ensure(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * bytes.length));
        }
    }
}
