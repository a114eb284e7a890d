package dev.freshet.spouts.source;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Bits;
import java.util.Arrays;

/** Which rows of one batch some branch took, as a bit for each physical row. Reused. */
final class TakenRows {
    private long[] bits = new long[0];

    /** Begins: none of the batch's rows is taken. */
    void begin(Batch batch) {
        int words = Bits.words(batch.physicalRows());
        if (bits.length < words) {
            bits = new long[words];
        } else {
            Arrays.fill(bits, 0, words, 0);
        }
    }

    void take(int row) {
        Bits.set(bits, row);
    }

    /** Takes the selected rows of a batch that shares its physical rows with the one that it began with. */
    void take(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            Bits.set(bits, batch.row(i));
        }
    }

    /** How many of the batch's rows nobody took. */
    int leftOf(Batch batch) {
        int left = 0;
        for (int i = 0; i < batch.size(); i++) {
            left += Bits.get(bits, batch.row(i)) ? 0 : 1;
        }
        return left;
    }
}
