package dev.freshet.bench.job;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes numbers in decimal with leading zeros, two digits at a time. */
final class Digits {
    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final short[] PAIRS = new short[100];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[i] = (short) ('0' + i / 10 | ('0' + i % 10) << 8);
        }
    }

    private Digits() {}

    static void write(byte[] into, int at, int value, int width) {
        int rest = value;
        int end = at + width;
        while (end - at >= 2) {
            end -= 2;
            PAIR.set(into, end, PAIRS[rest % 100]);
            rest /= 100;
        }
        if (end > at) {
            into[at] = (byte) ('0' + rest % 10);
        }
    }

    /** The thirteen digits of a time in epoch milliseconds. */
    static void writeMillis(byte[] into, int at, long epochMs) {
        write(into, at, (int) (epochMs / 10_000_000), 6);
        write(into, at + 6, (int) (epochMs % 10_000_000), 7);
    }
}
