package dev.freshet.core.lookup;

import dev.freshet.core.batch.Batch;
import java.util.Arrays;

/**
 * Which entry each row of a batch refers to: the rows' slots, and the distinct ones numbered from 0, as codes of a dictionary
 * that all text columns of the batch share.
 */
final class RowEntries {
    private int[] slots = new int[0];
    private int[] slotOf = new int[16];
    /** The number of a slot's entry, from 1, plus the base of the batch that gave it; one beyond is for rows without a key. */
    private long[] numbered = new long[0];

    private int[] codes = new int[0];
    private long base;
    private int entries;

    /**
     * Takes over a batch.
     *
     * @param slotLimit more than the greatest slot
     */
    void begin(Batch batch, int slotLimit) {
        base += entries;
        entries = 0;
        if (numbered.length < slotLimit + 1) {
            numbered = Arrays.copyOf(numbered, Math.max(slotLimit + 1, 2 * numbered.length));
        }
        if (slots.length < batch.size()) {
            slots = new int[batch.size()];
        }
        codes = new int[batch.physicalRows()];
    }

    /** The row at a position of the selection has this slot, or -1 for none. */
    void put(int position, int row, int slot) {
        slots[position] = slot;
        int index = slot + 1;
        if (numbered[index] <= base) {
            if (entries == slotOf.length) {
                slotOf = Arrays.copyOf(slotOf, 2 * entries);
            }
            slotOf[entries++] = slot;
            numbered[index] = base + entries;
        }
        codes[row] = (int) (numbered[index] - base - 1);
    }

    int slot(int position) {
        return slots[position];
    }

    int entries() {
        return entries;
    }

    int slotOf(int entry) {
        return slotOf[entry];
    }

    /** The entry of each physical row; handed out, a new array for each batch. */
    int[] codes() {
        return codes;
    }
}
