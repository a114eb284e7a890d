package dev.freshet.core.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sets of a few 64-bit values, one a slot; a set of a single value costs no object. */
final class FewValues {
    /** How many values a set takes. */
    static final int MOST = 16;

    private byte[] counts = new byte[0];
    private long[] firsts = new long[0];
    /** The values of a slot from the second on, with room for 1, 3, 7 or 15. */
    private long[] @Nullable [] others = new long[0][];

    void ensureSlots(int slots) {
        if (slots > counts.length) {
            int capacity = Slots.capacity(slots, counts.length);
            counts = Arrays.copyOf(counts, capacity);
            firsts = Arrays.copyOf(firsts, capacity);
            others = Arrays.copyOf(others, capacity);
        }
    }

    void clear(int slot) {
        counts[slot] = 0;
        others[slot] = null;
    }

    int size(int slot) {
        return counts[slot];
    }

    /** The slot's values, by a number from 0. */
    long get(int slot, int number) {
        long[] rest = others[slot];
        return number == 0 || rest == null ? firsts[slot] : rest[number - 1];
    }

    /** Adds a value if the slot does not have it; false if there is no room for it. */
    boolean add(int slot, long value) {
        int count = counts[slot];
        for (int i = 0; i < count; i++) {
            if (get(slot, i) == value) {
                return true;
            }
        }
        if (count == MOST) {
            return false;
        }
        if (count == 0) {
            firsts[slot] = value;
        } else {
            long[] rest = others[slot];
            if (rest == null) {
                rest = new long[1];
                others[slot] = rest;
            } else if (rest.length < count) {
                rest = Arrays.copyOf(rest, 2 * rest.length + 1);
                others[slot] = rest;
            }
            rest[count - 1] = value;
        }
        counts[slot]++;
        return true;
    }

    long sizeBytes() {
        long bytes = 13L * counts.length;
        for (long[] rest : others) {
            bytes += rest == null ? 0 : 16 + 8L * rest.length;
        }
        return bytes;
    }
}
