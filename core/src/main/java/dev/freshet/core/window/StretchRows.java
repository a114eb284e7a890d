package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyTable;
import java.util.Arrays;

/** The keys and times of a stretch's rows, by position counted through all batches. */
final class StretchRows {
    private int[] slots = new int[0];
    private int[] keys = new int[0];
    private long[] times = new long[0];

    /** Looks at the rows of a stretch; keys that are not in the table are added. */
    void read(Batch[] batches, int count, KeyEncoder encoder, KeyTable table) {
        keys = new int[count];
        times = new long[count];
        int at = 0;
        for (Batch batch : batches) {
            if (slots.length < batch.size()) {
                slots = new int[batch.size()];
            }
            encoder.slots(batch, table, slots);
            for (int i = 0; i < batch.size(); i++) {
                keys[at] = slots[i];
                times[at++] = batch.eventTime(batch.row(i));
            }
        }
    }

    /** The slot of a row's key. */
    int key(int position) {
        return keys[position];
    }

    long timeMs(int position) {
        return times[position];
    }

    /** Takes the rows of one batch. */
    @FunctionalInterface
    interface Target {
        /** @param states where each row goes, by position of the batch's selection */
        void rows(Batch batch, int[] states);
    }

    /**
     * Hands the batches on one by one.
     *
     * @param states where each row goes, by position counted through all batches
     */
    static void put(Batch[] batches, int[] states, Target target) {
        int from = 0;
        for (Batch batch : batches) {
            int to = from + batch.size();
            target.rows(batch, Arrays.copyOfRange(states, from, to));
            from = to;
        }
    }
}
