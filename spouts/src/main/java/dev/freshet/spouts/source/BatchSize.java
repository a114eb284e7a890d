package dev.freshet.spouts.source;

/**
 * How many records to take at once. What is there is taken without waiting for more, so a slow source makes small batches
 * at once. The first batches are small, for the first answer to come soon; a source that fills them gets twice the room,
 * up to the limit, and one that leaves three quarters unused half.
 */
final class BatchSize {
    private static final int FIRST = 512;

    private final int most;
    private int records;

    BatchSize(int most) {
        this.most = most;
        this.records = Math.min(FIRST, most);
    }

    int records() {
        return records;
    }

    void taken(int count) {
        if (count >= records) {
            records = Math.min(most, 2 * records);
        } else if (count < records / 4) {
            records = Math.max(Math.min(FIRST, most), records / 2);
        }
    }
}
