package dev.freshet.core.state;

import dev.freshet.core.time.DueHeap;
import java.util.Arrays;

/**
 * When each key is to be looked at: a heap of keys by watermark. A key that is armed for
 * an earlier watermark has another entry; the later one is stale and is skipped.
 */
public final class KeyTimers {
    /** A key that is looked at only at the end of the input. */
    private static final long UNARMED = Long.MAX_VALUE;

    private final DueHeap heap = new DueHeap();
    /** By key: the earliest entry. */
    private long[] armed = {};

    /** Sees to it that the key is looked at when the watermark has come this far, or earlier. */
    public void arm(int key, long watermarkMs) {
        if (key >= armed.length) {
            int before = armed.length;
            armed = Arrays.copyOf(armed, Math.max(16, 2 * (key + 1)));
            Arrays.fill(armed, before, armed.length, UNARMED);
        }
        if (watermarkMs < armed[key]) {
            armed[key] = watermarkMs;
            heap.add(key, watermarkMs);
        }
    }

    /** The next key to look at, which is then not armed; or -1 where there is none yet. */
    public int poll(long watermarkMs) {
        while (heap.isDue(watermarkMs)) {
            long due = heap.firstDueMs();
            int key = heap.poll();
            if (armed[key] == due) {
                armed[key] = UNARMED;
                return key;
            }
        }
        return -1;
    }

    /** The key is not looked at any more. */
    public void disarm(int key) {
        if (key < armed.length) {
            armed[key] = UNARMED;
        }
    }

    public long sizeBytes() {
        return heap.sizeBytes() + 8L * armed.length;
    }
}
