package dev.freshet.core.key;

import java.util.Arrays;

/**
 * Gives keys (bytes) dense numbers, "slots", that index the state arrays of aggregates. Open addressing with linear
 * probing (Knuth, TAOCP 3, 6.4, algorithms L and R: removal shifts back, there are no tombstones); an index entry holds 32
 * bits of the hash beside the slot, so that nearly every probe of another key ends without touching its bytes. The bytes
 * of all keys lie in one array; when it is full, the bytes of removed keys are squeezed out and it is given twice the size that
 * the others take. A look-up is O(1) and allocates nothing.
 *
 * <p>Keys may be any bytes, with any good hash of them. For windows: one table per pane, dropped or {@link #clear cleared}
 * whole when the pane expires, keeps slots dense and costs nothing per key at expiry.
 *
 * <p>Walk over the keys with:
 *
 * <pre>{@code
 * for (int slot = 0; slot < table.slotLimit(); slot++) {
 *     if (table.holds(slot)) {
 *         ... table.bytes(), table.start(slot), table.end(slot) ...
 *     }
 * }
 * }</pre>
 */
public final class KeyTable {
    private static final int FIRST_SLOTS = 16;
    private static final int FIRST_BYTES = 256;
    private static final int FREE = -1;

    /** High half: the hash's high half; low half: slot + 1; 0 where there is none. */
    private long[] index;

    private long[] hashes;
    private int[] starts;
    /** The key's length; {@link #FREE} for a slot without a key, whose start is then the next free slot. */
    private int[] lengths;

    private byte[] arena;
    private int arenaEnd;
    private int arenaGarbage;
    private int slotLimit;
    private int firstFree = -1;
    private int size;

    public KeyTable() {
        this(FIRST_SLOTS, FIRST_BYTES);
    }

    /**
     * A table that fits.
     *
     * @param keys how many there will be; for more it grows
     * @param bytes how many they take together
     */
    public KeyTable(int keys, int bytes) {
        index = new long[Integer.highestOneBit(Math.max(1, 2 * keys - 1)) << 1];
        hashes = new long[keys];
        starts = new int[keys];
        lengths = new int[keys];
        arena = new byte[bytes];
    }

    /** How many keys there are. */
    public int size() {
        return size;
    }

    /** More than the greatest slot in use. */
    public int slotLimit() {
        return slotLimit;
    }

    /** Whether the slot has a key. */
    public boolean holds(int slot) {
        return slot < slotLimit && lengths[slot] != FREE;
    }

    /**
     * The slot of the key {@code key[from .. to)}, which is added if there is none: {@link #size()} tells. A slot of a removed
     * key is given out again.
     *
     * @param hash the key's hash, always the same function
     */
    public int slot(byte[] key, int from, int to, long hash) {
        int mask = index.length - 1;
        int at = (int) hash & mask;
        long tag = hash & 0xFFFFFFFF00000000L;
        for (long entry; (entry = index[at]) != 0; at = (at + 1) & mask) {
            if ((entry & 0xFFFFFFFF00000000L) == tag && matches((int) entry - 1, key, from, to, hash)) {
                return (int) entry - 1;
            }
        }
        int slot = newSlot();
        store(slot, key, from, to - from);
        hashes[slot] = hash;
        index[at] = tag | (slot + 1);
        size++;
        if (2L * size > index.length) {
            rehash();
        }
        return slot;
    }

    /** The slot of the key {@code key[from .. to)}, or -1 where there is none. */
    public int find(byte[] key, int from, int to, long hash) {
        int mask = index.length - 1;
        long tag = hash & 0xFFFFFFFF00000000L;
        int at = (int) hash & mask;
        for (long entry; (entry = index[at]) != 0; at = (at + 1) & mask) {
            if ((entry & 0xFFFFFFFF00000000L) == tag && matches((int) entry - 1, key, from, to, hash)) {
                return (int) entry - 1;
            }
        }
        return -1;
    }

    /** Forgets the key of a slot; the state kept under the slot is to be cleared too, since the slot will be given out again. */
    public void remove(int slot) {
        if (!holds(slot)) {
            throw new IllegalArgumentException("slot " + slot + " has no key");
        }
        unlink(slot);
        arenaGarbage += lengths[slot];
        lengths[slot] = FREE;
        starts[slot] = firstFree;
        firstFree = slot;
        size--;
        if (size == 0) {
            arenaEnd = 0;
            arenaGarbage = 0;
        }
    }

    /** The hash that the slot's key came with. */
    public long hash(int slot) {
        return hashes[slot];
    }

    /** The key group of the slot's key. */
    public int keyGroup(int slot) {
        return KeyGroups.group(hashes[slot]);
    }

    /** Where the bytes of keys lie until the next addition. Read only. */
    public byte[] bytes() {
        return arena;
    }

    /** Where the slot's key begins in {@link #bytes()}. */
    public int start(int slot) {
        return starts[slot];
    }

    /** Where the slot's key ends in {@link #bytes()}, exclusive. */
    public int end(int slot) {
        return starts[slot] + lengths[slot];
    }

    /** Forgets all keys; slots are given out from 0 again. Keeps the arrays, for the next pane. */
    public void clear() {
        Arrays.fill(index, 0);
        size = 0;
        slotLimit = 0;
        firstFree = -1;
        arenaEnd = 0;
        arenaGarbage = 0;
    }

    /** How many more keys there is room for before the table grows. */
    public int room() {
        return hashes.length - slotLimit;
    }

    /** How many bytes the table takes. */
    public long sizeBytes() {
        return 8L * index.length + 16L * hashes.length + arena.length;
    }

    private boolean matches(int slot, byte[] key, int from, int to, long hash) {
        int start = starts[slot];
        return hashes[slot] == hash && Arrays.equals(arena, start, start + lengths[slot], key, from, to);
    }

    private int newSlot() {
        if (firstFree >= 0) {
            int slot = firstFree;
            firstFree = starts[slot];
            return slot;
        }
        if (slotLimit == hashes.length) {
            int capacity = Math.max(FIRST_SLOTS, 2 * slotLimit);
            hashes = Arrays.copyOf(hashes, capacity);
            starts = Arrays.copyOf(starts, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
        }
        lengths[slotLimit] = FREE;
        return slotLimit++;
    }

    private void store(int slot, byte[] key, int from, int length) {
        if (arenaEnd + (long) length > arena.length) {
            makeRoom(length);
        }
        System.arraycopy(key, from, arena, arenaEnd, length);
        starts[slot] = arenaEnd;
        lengths[slot] = length;
        arenaEnd += length;
    }

    /** Moves the keys together, into an array of twice what they take. */
    private void makeRoom(int length) {
        long needed = arenaEnd - (long) arenaGarbage + length;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("the keys of one table take more than 2 GiB (" + size + " keys)");
        }
        byte[] target = new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(FIRST_BYTES, 2 * needed))];
        if (arenaGarbage == 0) {
            System.arraycopy(arena, 0, target, 0, arenaEnd);
        } else {
            int end = 0;
            for (int slot = 0; slot < slotLimit; slot++) {
                if (lengths[slot] != FREE) {
                    System.arraycopy(arena, starts[slot], target, end, lengths[slot]);
                    starts[slot] = end;
                    end += lengths[slot];
                }
            }
            arenaEnd = end;
            arenaGarbage = 0;
        }
        arena = target;
    }

    private void rehash() {
        long[] wider = new long[2 * index.length];
        int mask = wider.length - 1;
        for (int slot = 0; slot < slotLimit; slot++) {
            if (lengths[slot] != FREE) {
                int at = (int) hashes[slot] & mask;
                while (wider[at] != 0) {
                    at = (at + 1) & mask;
                }
                wider[at] = (hashes[slot] & 0xFFFFFFFF00000000L) | (slot + 1);
            }
        }
        index = wider;
    }

    /** Takes the slot's entry out of the index and moves later ones back that would no longer be found. */
    private void unlink(int slot) {
        int mask = index.length - 1;
        int hole = (int) hashes[slot] & mask;
        while ((int) index[hole] - 1 != slot) {
            hole = (hole + 1) & mask;
        }
        int at = hole;
        while (true) {
            at = (at + 1) & mask;
            long entry = index[at];
            if (entry == 0) {
                index[hole] = 0;
                return;
            }
            int home = (int) hashes[(int) entry - 1] & mask;
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                index[hole] = entry;
                hole = at;
            }
        }
    }
}
