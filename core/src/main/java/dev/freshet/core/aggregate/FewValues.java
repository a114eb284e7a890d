package dev.freshet.core.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sets of a few 64-bit values, one a slot. A set of a single value costs no object; up to 16 are a list, more a table of open addressing
 * (linear probing, at most three quarters full), in which 0 is a free place: where 0 is one of several values it is the first. What has been
 * made to {@link #fit} is a full list until it grows.
 */
final class FewValues {
    /** How many values a set takes. */
    static final int MOST = 256;

    private static final int LONGEST_LIST = 15;
    private static final int FIRST_TABLE = 32;

    private short[] counts = new short[0];
    private long[] firsts = new long[0];
    /** The values of a slot but the first: a list with room for 1, 3, 7 or 15, or one that is full, or a table of 32 to 512 places. */
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

    /** The place of the slot's next value behind a place, -1 before the first; -1 if there is none. */
    int next(int slot, int place) {
        int next = place + 1;
        if (next == 0) {
            return counts[slot] == 0 ? -1 : 0;
        }
        long[] rest = others[slot];
        if (rest == null) {
            return -1;
        }
        if (isList(rest, counts[slot])) {
            return next < counts[slot] ? next : -1;
        }
        while (next <= rest.length && rest[next - 1] == 0) {
            next++;
        }
        return next <= rest.length ? next : -1;
    }

    /** The value at a place. */
    long get(int slot, int place) {
        long[] rest = others[slot];
        return place == 0 || rest == null ? firsts[slot] : rest[place - 1];
    }

    /** Adds a value if the slot does not have it; false if there is no room for it. */
    boolean add(int slot, long value) {
        int count = counts[slot];
        if (count == 0) {
            firsts[slot] = value;
            counts[slot] = 1;
            return true;
        }
        if (firsts[slot] == value) {
            return true;
        }
        long[] rest = others[slot];
        return rest == null || isList(rest, count)
                ? addToList(slot, rest, count, value)
                : addToTable(slot, rest, count, value);
    }

    /**
     * Adds the values of another set.
     *
     * @return false if there is no room for all of them; some are added then
     */
    boolean addAll(int slot, FewValues source, int from) {
        int count = counts[slot];
        if (count == 0) {
            adopt(slot, source, from);
            return true;
        }
        reserve(slot, Math.min(MOST, count + source.counts[from]));
        for (int at = source.next(from, -1); at >= 0; at = source.next(from, at)) {
            if (!add(slot, source.get(from, at))) {
                return false;
            }
        }
        return true;
    }

    private void adopt(int slot, FewValues source, int from) {
        long[] rest = source.others[from];
        counts[slot] = source.counts[from];
        firsts[slot] = source.firsts[from];
        // Nothing is ever written into a list that is full.
        others[slot] = rest == null || rest.length == counts[slot] - 1 ? rest : rest.clone();
    }

    /** Makes a table for this many values at once, rather than one of each size. */
    private void reserve(int slot, int values) {
        long[] rest = others[slot];
        int places = Math.max(FIRST_TABLE, Integer.highestOneBit(values + values / 2) << 1);
        if (values <= LONGEST_LIST || (rest != null && !isList(rest, counts[slot]) && rest.length >= places)) {
            return;
        }
        spread(slot, places);
    }

    /** Puts the slot's values but the first into a new table. */
    private long[] spread(int slot, int places) {
        long[] table = new long[places];
        for (int at = next(slot, 0); at >= 0; at = next(slot, at)) {
            insert(table, withoutZero(slot, get(slot, at)));
        }
        others[slot] = table;
        return table;
    }

    private boolean addToList(int slot, long @Nullable [] list, int count, long value) {
        long[] rest = list == null ? new long[1] : list;
        for (int i = 0; i < count - 1; i++) {
            if (rest[i] == value) {
                return true;
            }
        }
        if (count - 1 >= LONGEST_LIST) {
            long[] table = spread(slot, Math.max(FIRST_TABLE, Integer.highestOneBit(count) << 1));
            return addToTable(slot, table, count, value);
        }
        if (count - 1 == rest.length) {
            rest = Arrays.copyOf(rest, Math.min(LONGEST_LIST, 2 * rest.length + 1));
        }
        rest[count - 1] = value;
        others[slot] = rest;
        counts[slot]++;
        return true;
    }

    private boolean addToTable(int slot, long[] table, int count, long value) {
        if (value != 0 && table[place(table, value)] == value) {
            return true;
        }
        if (count == MOST) {
            return false;
        }
        long[] rest = 4 * count > 3 * table.length ? spread(slot, 2 * table.length) : table;
        insert(rest, withoutZero(slot, value));
        counts[slot]++;
        return true;
    }

    private static boolean isList(long[] rest, int count) {
        return rest.length <= LONGEST_LIST || rest.length == count - 1;
    }

    /** Gives back the room for values that are not there. */
    void fit() {
        for (int slot = 0; slot < counts.length; slot++) {
            long[] rest = others[slot];
            int count = counts[slot];
            if (rest != null && rest.length > count - 1) {
                long[] full = new long[count - 1];
                int end = 0;
                for (int at = next(slot, 0); at >= 0; at = next(slot, at)) {
                    full[end++] = rest[at - 1];
                }
                others[slot] = full;
            }
        }
    }

    /** The value itself, or for 0, which is made the first, the one that was the first. */
    private long withoutZero(int slot, long value) {
        if (value != 0) {
            return value;
        }
        long first = firsts[slot];
        firsts[slot] = 0;
        return first;
    }

    private static void insert(long[] table, long value) {
        table[place(table, value)] = value;
    }

    /** Where the value is, or would be put. */
    private static int place(long[] table, long value) {
        int mask = table.length - 1;
        // Values may be numbers in a row; the high bits of the product depend on all of their bits.
        int at = (int) (value * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (table[at] != 0 && table[at] != value) {
            at = (at + 1) & mask;
        }
        return at;
    }

    long sizeBytes() {
        long bytes = 14L * counts.length;
        for (long[] rest : others) {
            bytes += rest == null ? 0 : 16 + 8L * rest.length;
        }
        return bytes;
    }
}
