package dev.freshet.core.time;

import java.util.Arrays;

/**
 * Slots by the time at which each is due: a binary heap (Williams, CACM 7(6), 1964) of primitive arrays, O(log n) for each that
 * comes or goes. A slot that is added twice is there twice.
 */
public final class DueHeap {
    private int[] slots = new int[16];
    private long[] due = new long[16];
    private int size;

    public void add(int slot, long dueMs) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, 2 * size);
            due = Arrays.copyOf(due, 2 * size);
        }
        int at = size++;
        while (at > 0 && due[(at - 1) / 2] > dueMs) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        put(at, slot, dueMs);
    }

    /** Whether the first slot is due by this time. */
    public boolean isDue(long timeMs) {
        return size > 0 && due[0] <= timeMs;
    }

    /** When the first slot is due; there must be one. */
    public long firstDueMs() {
        return due[0];
    }

    /** Takes out the slot that is due first; there must be one. */
    public int poll() {
        int first = slots[0];
        size--;
        int slot = slots[size];
        long dueMs = due[size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            int least = child + 1 < size && due[child + 1] < due[child] ? child + 1 : child;
            if (due[least] >= dueMs) {
                break;
            }
            move(least, at);
            at = least;
        }
        put(at, slot, dueMs);
        return first;
    }

    public long sizeBytes() {
        return 12L * slots.length;
    }

    private void move(int from, int to) {
        put(to, slots[from], due[from]);
    }

    private void put(int at, int slot, long dueMs) {
        slots[at] = slot;
        due[at] = dueMs;
    }
}
