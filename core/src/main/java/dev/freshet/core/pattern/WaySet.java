package dev.freshet.core.pattern;

import java.util.Arrays;

/** States with the places of rows that go with them, each once until it is cleared. */
final class WaySet {
    private static final int FEW = 64;

    private final int width;
    private int[] entries;
    private int size;
    /** One more than the entry; 0 for none. */
    private int[] table = new int[FEW];

    /** @param width how many places of rows go with a state */
    WaySet(int width) {
        this.width = width + 1;
        entries = new int[this.width * FEW / 2];
    }

    void clear() {
        if (table.length > FEW && 8 * size < table.length) {
            table = new int[FEW];
            entries = new int[width * FEW / 2];
        } else {
            Arrays.fill(table, 0);
        }
        size = 0;
    }

    /** Whether it was not there yet. */
    boolean add(int state, int[] rows) {
        if (2 * size == table.length) {
            grow();
        }
        int at = size * width;
        entries[at] = state;
        System.arraycopy(rows, 0, entries, at + 1, width - 1);
        int slot = slot(size);
        if (table[slot] != 0) {
            return false;
        }
        table[slot] = ++size;
        return true;
    }

    /** Where an entry, or one that equals it, is in the table, or would be. */
    private int slot(int entry) {
        int from = entry * width;
        int hash = 0;
        for (int i = from; i < from + width; i++) {
            hash = 31 * hash + entries[i];
        }
        hash *= 0x9E3779B9;
        int slot = (hash ^ hash >>> 16) & table.length - 1;
        while (table[slot] != 0 && !isSame(from, (table[slot] - 1) * width)) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private boolean isSame(int from, int other) {
        return Arrays.equals(entries, from, from + width, entries, other, other + width);
    }

    private void grow() {
        table = new int[2 * table.length];
        entries = Arrays.copyOf(entries, width * table.length / 2);
        for (int entry = 0; entry < size; entry++) {
            table[slot(entry)] = entry + 1;
        }
    }
}
