package dev.freshet.core.dead;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;

/** Collects dead letters into batches of {@link #SCHEMA}, with bounded copies of the records. */
public final class DeadLetters {
    /** How much of a record is kept. */
    public static final int MAX_RECORD_BYTES = 4096;

    public static final String REASON = "reason";
    public static final String DETAIL = "detail";
    public static final String SOURCE = "source";
    public static final String PARTITION = "partition";
    public static final String OFFSET = "offset";
    public static final String RECORD = "record";

    /** One row a dead letter; {@code offset} is null where the row stands for many records. */
    public static final Schema SCHEMA = Schema.of(
            Field.required(REASON, Type.VARCHAR),
            Field.required(DETAIL, Type.VARCHAR),
            Field.required(SOURCE, Type.VARCHAR),
            Field.required(PARTITION, Type.BIGINT),
            Field.nullable(OFFSET, Type.BIGINT),
            Field.nullable(RECORD, Type.VARBINARY));

    private final BatchBuilder builder = new BatchBuilder(SCHEMA);

    /**
     * A record that was not decoded.
     *
     * @param detail what is wrong, in words, with the field's name and the value where there is one
     */
    public void add(
            Reason reason, String detail, String source, int partition, long offset, byte[] record, int from, int to) {
        builder.putBytes(5, record, from, Math.min(to, from + MAX_RECORD_BYTES));
        add(reason, detail, source, partition, offset);
    }

    /** A row that was decoded but could not be used. */
    public void add(Reason reason, String detail, String source, int partition, long offset) {
        builder.putText(0, reason.key());
        builder.putText(1, detail);
        builder.putText(2, source);
        builder.putLong(3, partition);
        if (offset >= 0) {
            builder.putLong(4, offset);
        }
        builder.endRow(0);
    }

    public boolean isEmpty() {
        return builder.isEmpty();
    }

    public int size() {
        return builder.rows();
    }

    /** What was collected; the collection is empty afterwards. */
    public Batch drain() {
        return builder.build(Origin.DERIVED);
    }
}
