package dev.freshet.core.window;

import dev.freshet.core.key.KeyTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The slots of a table of keys in the order of their keys' bytes, with no boxing: many keys by the eight bytes behind what all
 * of them begin with, a counting sort a byte that differs at all (least significant first; Knuth, TAOCP 3, 5.2.5), which is
 * O(n); then few keys, and those whose eight bytes are the same, by a merge sort, O(n log n).
 */
final class SlotSort {
    private static final int FEW = 64;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private int[] slots = new int[16];
    private int[] scratch = new int[16];
    private long[] heads = new long[0];
    private long[] scratchHeads = new long[0];
    private final int[] places = new int[256];

    /** The table's slots, sorted: the first {@code keys.size()} of the array, until the next call. */
    int[] byKey(KeyTable keys) {
        int size = keys.size();
        if (slots.length < size) {
            slots = new int[Math.max(size, 2 * slots.length)];
            scratch = new int[slots.length];
        }
        int count = 0;
        for (int slot = 0; slot < keys.slotLimit(); slot++) {
            if (keys.holds(slot)) {
                slots[count++] = slot;
            }
        }
        if (count < FEW) {
            sort(keys, 0, count);
        } else {
            byHeads(keys, count);
            sortTies(keys, count);
        }
        return slots;
    }

    private void byHeads(KeyTable keys, int count) {
        if (heads.length < count) {
            heads = new long[slots.length];
            scratchHeads = new long[slots.length];
        }
        int shared = sharedLength(keys, count);
        long differing = 0;
        for (int i = 0; i < count; i++) {
            heads[i] = head(keys.bytes(), keys.start(slots[i]) + shared, keys.end(slots[i]));
            differing |= heads[i] ^ heads[0];
        }
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            if ((differing >>> shift & 0xFF) != 0) {
                byByte(shift, count);
            }
        }
    }

    private void byByte(int shift, int count) {
        Arrays.fill(places, 0);
        for (int i = 0; i < count; i++) {
            places[(int) (heads[i] >>> shift) & 0xFF]++;
        }
        int before = 0;
        for (int value = 0; value < places.length; value++) {
            int here = places[value];
            places[value] = before;
            before += here;
        }
        for (int i = 0; i < count; i++) {
            int place = places[(int) (heads[i] >>> shift) & 0xFF]++;
            scratchHeads[place] = heads[i];
            scratch[place] = slots[i];
        }
        long[] sortedHeads = scratchHeads;
        scratchHeads = heads;
        heads = sortedHeads;
        int[] sorted = scratch;
        scratch = slots;
        slots = sorted;
    }

    private void sortTies(KeyTable keys, int count) {
        int from = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || heads[i] != heads[from]) {
                sort(keys, from, i);
                from = i;
            }
        }
    }

    /** How many bytes all keys begin with. */
    private int sharedLength(KeyTable keys, int count) {
        byte[] bytes = keys.bytes();
        int first = keys.start(slots[0]);
        int shared = keys.end(slots[0]) - first;
        for (int i = 1; i < count && shared > 0; i++) {
            int start = keys.start(slots[i]);
            int length = Math.min(shared, keys.end(slots[i]) - start);
            int differs = Arrays.mismatch(bytes, first, first + length, bytes, start, start + length);
            shared = differs < 0 ? length : differs;
        }
        return shared;
    }

    /** The first eight bytes of a range as a number, with zeros behind a shorter one: unsigned, it is in their order. */
    private static long head(byte[] bytes, int from, int to) {
        if (to - from >= Long.BYTES) {
            return (long) LONG.get(bytes, from);
        }
        long head = 0;
        for (int i = from; i < to; i++) {
            head |= (bytes[i] & 0xFFL) << (56 - 8 * (i - from));
        }
        return head;
    }

    private void sort(KeyTable keys, int from, int to) {
        if (to - from > 1) {
            System.arraycopy(slots, from, scratch, from, to - from);
            sort(keys, scratch, slots, from, to);
        }
    }

    /** Sorts {@code [from, to)} of {@code target}; {@code source} holds the same and is used up. */
    private static void sort(KeyTable keys, int[] source, int[] target, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(keys, target, source, from, middle);
        sort(keys, target, source, middle, to);
        int left = from;
        int right = middle;
        for (int at = from; at < to; at++) {
            boolean takeLeft = right >= to || (left < middle && compare(keys, source[left], source[right]) <= 0);
            target[at] = takeLeft ? source[left++] : source[right++];
        }
    }

    private static int compare(KeyTable keys, int a, int b) {
        byte[] bytes = keys.bytes();
        return Arrays.compareUnsigned(bytes, keys.start(a), keys.end(a), bytes, keys.start(b), keys.end(b));
    }
}
