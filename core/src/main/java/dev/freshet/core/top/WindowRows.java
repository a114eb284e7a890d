package dev.freshet.core.top;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyTable;
import java.util.Arrays;

/**
 * The newest row of each key in one window. Finding the first n of m rows keeps the n best seen in a heap whose top is the
 * worst of them: O(m log n).
 */
final class WindowRows {
    private final KeyTable keys = new KeyTable();
    private Batch[] batches = new Batch[16];
    private int[] rows = new int[16];
    private boolean[] changed = new boolean[16];
    private boolean[] sent = new boolean[16];
    private boolean dirty;
    private long emissions;
    private long shownHash;

    /** Takes a row in place of its key's last one. */
    int put(Batch batch, int row, KeyEncoder encoder) {
        int slot = encoder.slot(batch, row, keys);
        if (slot >= rows.length) {
            batches = Arrays.copyOf(batches, 2 * slot);
            rows = Arrays.copyOf(rows, 2 * slot);
            changed = Arrays.copyOf(changed, 2 * slot);
            sent = Arrays.copyOf(sent, 2 * slot);
        }
        batches[slot] = batch;
        rows[slot] = row;
        changed[slot] = true;
        dirty = true;
        return slot;
    }

    KeyTable keys() {
        return keys;
    }

    Batch batch(int slot) {
        return batches[slot];
    }

    int row(int slot) {
        return rows[slot];
    }

    /** Whether a row came since {@link #settle}, or {@link #disturb} was called. */
    boolean isDirty() {
        return dirty;
    }

    boolean isChanged(int slot) {
        return changed[slot];
    }

    boolean isSent(int slot) {
        return sent[slot];
    }

    void markSent(int slot) {
        sent[slot] = true;
        changed[slot] = false;
    }

    void restore(int slot, boolean wasSent, boolean wasChanged) {
        sent[slot] = wasSent;
        changed[slot] = wasChanged;
    }

    /** What there is is to be looked at again, as if a row had come. */
    void disturb() {
        dirty = true;
    }

    /** All changes have been looked at. */
    void settle() {
        dirty = false;
    }

    /** How many rankings were emitted. */
    long emissions() {
        return emissions;
    }

    /** The hash of the last ranking emitted. */
    long shownHash() {
        return shownHash;
    }

    void emitted(long count, long hash) {
        emissions = count;
        shownHash = hash;
    }

    /** The slots of the first n rows, in order. */
    int[] first(int n, RowOrder order) {
        int[] heap = new int[Math.min(n, keys.size())];
        int size = 0;
        for (int slot = 0; slot < keys.slotLimit(); slot++) {
            if (size < heap.length) {
                heap[size] = slot;
                siftUp(heap, size++, order);
            } else if (compare(slot, heap[0], order) < 0) {
                heap[0] = slot;
                siftDown(heap, size, order);
            }
        }
        // Taking the worst from the top again and again leaves the best in front.
        for (int left = size - 1; left > 0; left--) {
            int worst = heap[0];
            heap[0] = heap[left];
            heap[left] = worst;
            siftDown(heap, left, order);
        }
        return heap;
    }

    private void siftUp(int[] heap, int from, RowOrder order) {
        int at = from;
        while (at > 0 && compare(heap[at], heap[(at - 1) / 2], order) > 0) {
            swap(heap, at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void siftDown(int[] heap, int size, RowOrder order) {
        int at = 0;
        while (true) {
            int worst = at;
            for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
                if (compare(heap[child], heap[worst], order) > 0) {
                    worst = child;
                }
            }
            if (worst == at) {
                return;
            }
            swap(heap, at, worst);
            at = worst;
        }
    }

    private static void swap(int[] heap, int a, int b) {
        int kept = heap[a];
        heap[a] = heap[b];
        heap[b] = kept;
    }

    private int compare(int a, int b, RowOrder order) {
        return order.compare(batches[a], rows[a], batches[b], rows[b]);
    }
}
