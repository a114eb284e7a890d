package dev.freshet.core.aggregate;

import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How often each slot has had each text: as {@link LongCounts}, with the slot's number and the text's UTF-8 bytes together
 * as keys of one {@link KeyTable}.
 */
final class TextCounts {
    private static final int OWNER_BYTES = 4;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final KeyTable table = new KeyTable();
    private long[] counts = new long[0];
    /** The next entry + 1 of the same slot. */
    private int[] next = new int[0];
    /** The slot's first entry + 1. */
    private int[] heads = new int[0];

    private int[] sizes = new int[0];
    private byte[] key = new byte[64];

    void ensure(int slots) {
        if (slots > heads.length) {
            heads = Arrays.copyOf(heads, Slots.capacity(slots, heads.length));
            sizes = Arrays.copyOf(sizes, heads.length);
        }
    }

    /** How many distinct texts the slot has. */
    int size(int slot) {
        return sizes[slot];
    }

    void add(int slot, byte[] bytes, int from, int to, long times) {
        int length = OWNER_BYTES + to - from;
        if (key.length < length) {
            key = new byte[Math.max(length, 2 * key.length)];
        }
        INT.set(key, 0, slot);
        System.arraycopy(bytes, from, key, OWNER_BYTES, to - from);
        int before = table.size();
        int entry = table.slot(key, 0, length, KeyHash.hash(key, 0, length));
        if (table.size() == before) {
            counts[entry] += times;
            return;
        }
        if (entry >= counts.length) {
            counts = Arrays.copyOf(counts, Slots.capacity(entry + 1, counts.length));
            next = Arrays.copyOf(next, counts.length);
        }
        counts[entry] = times;
        next[entry] = heads[slot];
        heads[slot] = entry + 1;
        sizes[slot]++;
    }

    void merge(int into, TextCounts source, int from) {
        if (source == this && into == from) {
            throw new IllegalArgumentException("slot " + into + " is merged into itself");
        }
        for (int entry = source.first(from); entry >= 0; entry = source.next(entry)) {
            // The bytes may move when this adds to its own table, so they are taken from the copy that add makes first.
            add(into, source.bytes(), source.start(entry), source.end(entry), source.counts[entry]);
        }
    }

    void clear(int slot) {
        for (int entry = first(slot); entry >= 0; entry = next(entry)) {
            table.remove(entry);
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

    byte[] bytes() {
        return table.bytes();
    }

    int start(int entry) {
        return table.start(entry) + OWNER_BYTES;
    }

    int end(int entry) {
        return table.end(entry);
    }

    long count(int entry) {
        return counts[entry];
    }

    int compare(int a, int b) {
        byte[] bytes = table.bytes();
        return Arrays.compareUnsigned(bytes, start(a), end(a), bytes, start(b), end(b));
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

    /** As {@link #entries}, by code point. */
    int[] sorted(int slot, int[] scratch) {
        int[] found = entries(slot, scratch);
        ShellSort.sort(found, sizes[slot], this::compare);
        return found;
    }

    long sizeBytes() {
        return table.sizeBytes() + 12L * counts.length + 8L * heads.length;
    }
}
