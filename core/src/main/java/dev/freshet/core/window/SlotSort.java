package dev.freshet.core.window;

import dev.freshet.core.key.KeyTable;
import java.util.Arrays;

/** The slots of a table of keys in the order of their keys' bytes: a merge sort on {@code int}s, O(n log n), no boxing. */
final class SlotSort {
    private int[] slots = new int[16];
    private int[] scratch = new int[16];

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
        System.arraycopy(slots, 0, scratch, 0, count);
        sort(keys, scratch, slots, 0, count);
        return slots;
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
