package dev.freshet.core.join;

import java.util.Arrays;

/**
 * When each key is to be looked at: a binary heap (Williams, CACM 7(6), 1964) of watermarks and keys. A key that is armed for
 * an earlier watermark has another entry; the later one is stale and is skipped.
 */
final class KeyTimers {
    /** A key that is looked at only at the end of the input. */
    private static final long UNARMED = Long.MAX_VALUE;

    private long[] dueAt = new long[16];
    private int[] keyOf = new int[16];
    private int size;
    /** By key: the earliest entry. */
    private long[] armed = {};

    /** Sees to it that the key is looked at when the watermark has come this far, or earlier. */
    void arm(int key, long watermarkMs) {
        if (key >= armed.length) {
            int before = armed.length;
            armed = Arrays.copyOf(armed, Math.max(16, 2 * (key + 1)));
            Arrays.fill(armed, before, armed.length, UNARMED);
        }
        if (watermarkMs < armed[key]) {
            armed[key] = watermarkMs;
            push(watermarkMs, key);
        }
    }

    /** The next key to look at, which is then not armed; or -1 where there is none yet. */
    int poll(long watermarkMs) {
        while (size > 0 && dueAt[0] <= watermarkMs) {
            long due = dueAt[0];
            int key = keyOf[0];
            pop();
            if (armed[key] == due) {
                armed[key] = UNARMED;
                return key;
            }
        }
        return -1;
    }

    /** The key is not looked at any more. */
    void disarm(int key) {
        if (key < armed.length) {
            armed[key] = UNARMED;
        }
    }

    long sizeBytes() {
        return 12L * dueAt.length + 8L * armed.length;
    }

    private void push(long due, int key) {
        if (size == dueAt.length) {
            dueAt = Arrays.copyOf(dueAt, 2 * size);
            keyOf = Arrays.copyOf(keyOf, 2 * size);
        }
        int at = size++;
        for (; at > 0 && dueAt[(at - 1) / 2] > due; at = (at - 1) / 2) {
            dueAt[at] = dueAt[(at - 1) / 2];
            keyOf[at] = keyOf[(at - 1) / 2];
        }
        dueAt[at] = due;
        keyOf[at] = key;
    }

    private void pop() {
        size--;
        long due = dueAt[size];
        int key = keyOf[size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && dueAt[child + 1] < dueAt[child]) {
                child++;
            }
            if (dueAt[child] >= due) {
                break;
            }
            dueAt[at] = dueAt[child];
            keyOf[at] = keyOf[child];
            at = child;
        }
        dueAt[at] = due;
        keyOf[at] = key;
    }
}
