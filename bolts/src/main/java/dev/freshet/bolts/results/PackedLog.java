package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.schema.Schema;
import java.util.List;

/** A log with many rows an entry, as lines of CSV: far fewer commands and values for the server. */
final class PackedLog implements LogStream {
    /** The field that tells how many rows an entry has; it comes first. */
    static final String ROWS = "_rows";

    /** The field of the rows: the event time and the columns of each, see {@link CsvLines}. */
    static final String DATA = "_data";

    /**
     * The most rows of an entry. Redis takes an argument of 32 kB or more as it is in the buffer that it was read into, instead of copying it:
     * rows of 64 bytes are enough for that.
     */
    static final int ROWS_AN_ENTRY = 512;

    private final String stream;
    private final long retainMs;
    private final long maxRows;
    private final int columns;
    private final CsvLines single = new CsvLines();

    /** @param maxRows how many rows are kept, and less than an entry more */
    PackedLog(String stream, Schema schema, long retainMs, long maxRows) {
        this.stream = stream;
        this.retainMs = retainMs;
        this.maxRows = maxRows;
        this.columns = schema.size();
    }

    @Override
    public byte[] row(Batch batch, int row) {
        single.add(batch, row, columns);
        return single.take();
    }

    @Override
    public LogRows rows() {
        return new Lines();
    }

    private final class Lines implements LogRows {
        private final CsvLines lines = new CsvLines();
        private int size;

        @Override
        public void add(Batch batch, int row) {
            lines.add(batch, row, columns);
            size++;
        }

        @Override
        public void add(byte[] row) {
            lines.add(row);
            size++;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public boolean isFull() {
            return size == ROWS_AN_ENTRY;
        }

        @Override
        public Call append(String writer, long number) {
            List<byte[]> arguments = List.of(
                    Call.bytes(retainMs),
                    Call.bytes(maxRows),
                    Call.bytes(writer),
                    Call.bytes(number),
                    Call.bytes(size),
                    lines.take());
            size = 0;
            return new Call.Eval(
                    Scripts.APPEND_PACKED,
                    List.of(Call.bytes(stream), Call.bytes(ResultKeys.appends(stream))),
                    arguments);
        }
    }
}
