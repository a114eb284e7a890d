package dev.freshet.core.aggregate;

import java.util.Arrays;

/**
 * How often each slot has had each long: one table for all slots, whose entries are chained by slot, so that a slot with one
 * or two values costs no object of its own. About 60 bytes an entry. Open addressing with linear probing and removal by
 * shifting back (Knuth, TAOCP 3, 6.4, algorithms L and R).
 */
final class LongCounts {
    private static final int FIRST_ENTRIES = 16;

    /** Entry + 1; 0 where there is none. */
    private int[] index = new int[2 * FIRST_ENTRIES];

    private long[] values = new long[FIRST_ENTRIES];
    private long[] counts = new long[FIRST_ENTRIES];
    private int[] owners = new int[FIRST_ENTRIES];
    /** The next entry + 1 of the same slot, or of the free ones. */
    private int[] next = new int[FIRST_ENTRIES];

    private int entries;
    private int used;
    private int firstFree;

    /** The slot's first entry + 1. */
    private int[] heads = new int[0];

    private int[] sizes = new int[0];

    void ensure(int slots) {
        if (slots > heads.length) {
            heads = Arrays.copyOf(heads, Slots.capacity(slots, heads.length));
            sizes = Arrays.copyOf(sizes, heads.length);
        }
    }

    /** How many distinct values the slot has. */
    int size(int slot) {
        return sizes[slot];
    }

    void add(int slot, long value, long times) {
        int mask = index.length - 1;
        int at = hash(slot, value) & mask;
        for (int entry; (entry = index[at] - 1) >= 0; at = (at + 1) & mask) {
            if (values[entry] == value && owners[entry] == slot) {
                counts[entry] += times;
                return;
            }
        }
        int entry = newEntry();
        values[entry] = value;
        counts[entry] = times;
        owners[entry] = slot;
        next[entry] = heads[slot];
        heads[slot] = entry + 1;
        sizes[slot]++;
        index[at] = entry + 1;
        used++;
        if (2L * used > index.length) {
            rehash();
        }
    }

    void merge(int into, LongCounts source, int from) {
        for (int entry = source.first(from); entry >= 0; entry = source.next(entry)) {
            add(into, source.values[entry], source.counts[entry]);
        }
    }

    void clear(int slot) {
        for (int entry = heads[slot] - 1; entry >= 0; ) {
            unlink(entry);
            int following = next[entry] - 1;
            next[entry] = firstFree;
            firstFree = entry + 1;
            used--;
            entry = following;
        }
        heads[slot] = 0;
        sizes[slot] = 0;
    }

    /** The slot's first entry, or -1; in no particular order. */
    int first(int slot) {
        return heads[slot] - 1;
    }

    /** The entry after this one of the same slot, or -1. */
    int next(int entry) {
        return next[entry] - 1;
    }

    long value(int entry) {
        return values[entry];
    }

    long count(int entry) {
        return counts[entry];
    }

    /** The slot's entries, in an array that may be longer: the given one, if it is long enough. */
    int[] entries(int slot, int[] scratch) {
        int[] found = scratch.length >= sizes[slot] ? scratch : new int[Slots.capacity(sizes[slot], scratch.length)];
        int count = 0;
        for (int entry = first(slot); entry >= 0; entry = next(entry)) {
            found[count++] = entry;
        }
        return found;
    }

    /** As {@link #entries}, by ascending value. */
    int[] sorted(int slot, int[] scratch) {
        int[] found = entries(slot, scratch);
        ShellSort.sort(found, sizes[slot], (a, b) -> Long.compare(values[a], values[b]));
        return found;
    }

    long sizeBytes() {
        return 4L * index.length + 24L * values.length + 8L * heads.length;
    }

    private int newEntry() {
        if (firstFree > 0) {
            int entry = firstFree - 1;
            firstFree = next[entry];
            return entry;
        }
        if (entries == values.length) {
            int capacity = 2 * entries;
            values = Arrays.copyOf(values, capacity);
            counts = Arrays.copyOf(counts, capacity);
            owners = Arrays.copyOf(owners, capacity);
            next = Arrays.copyOf(next, capacity);
        }
        return entries++;
    }

    private void rehash() {
        int[] old = index;
        int[] wider = new int[2 * old.length];
        int mask = wider.length - 1;
        for (int link : old) {
            if (link > 0) {
                int at = hash(owners[link - 1], values[link - 1]) & mask;
                while (wider[at] != 0) {
                    at = (at + 1) & mask;
                }
                wider[at] = link;
            }
        }
        index = wider;
    }

    private void unlink(int entry) {
        int mask = index.length - 1;
        int hole = hash(owners[entry], values[entry]) & mask;
        while (index[hole] - 1 != entry) {
            hole = (hole + 1) & mask;
        }
        int at = hole;
        while (true) {
            at = (at + 1) & mask;
            int other = index[at] - 1;
            if (other < 0) {
                index[hole] = 0;
                return;
            }
            int home = hash(owners[other], values[other]) & mask;
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                index[hole] = other + 1;
                hole = at;
            }
        }
    }

    /** Stafford's variant 13 of MurmurHash3's finalizer, over both. */
    private static int hash(int slot, long value) {
        long mixed = value + slot * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) (mixed ^ (mixed >>> 31));
    }
}
