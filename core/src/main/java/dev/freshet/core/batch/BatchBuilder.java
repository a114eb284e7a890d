package dev.freshet.core.batch;

import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows into columns. A row is open until {@link #endRow} keeps it or {@link #abandonRow} forgets it; while open, a
 * field can be put again, and the last value wins. A field that was not put is null.
 *
 * <p>One builder serves for many batches: {@link #build} hands the arrays over and starts afresh, {@link #lend} keeps them to
 * be filled again.
 */
public final class BatchBuilder {
    private static final int FIRST_CAPACITY = 64;
    private static final int NO_ROW = -1;
    private static final int FIRST_BYTES_PER_VALUE = 16;

    private final Schema schema;
    private final int width;
    private final Type[] types;

    private final long[][] longs;
    private final double[][] doubles;
    private final boolean[][] booleans;
    private final byte[][] data;
    private final int[][] ends;
    private final long[] @Nullable [] nulls;
    /** For each column the last row that has a value in it, the open one included. */
    private final int[] lastPut;
    /** In how many columns the open row has a value. */
    private int puts;

    private long[] eventTimes = new long[0];
    /** Empty until a row has an offset and an arrival watermark: rows behind an aggregation have none. */
    private long[] offsets = new long[0];

    private long[] arrivalWatermarks = new long[0];
    private boolean ofRecords;
    private int rows;
    private int capacity;

    public BatchBuilder(Schema schema) {
        this.schema = schema;
        this.width = schema.size();
        this.types = new Type[width];
        this.longs = new long[width][];
        this.doubles = new double[width][];
        this.booleans = new boolean[width][];
        this.data = new byte[width][];
        this.ends = new int[width][];
        this.nulls = new long[width][];
        this.lastPut = new int[width];
        for (int i = 0; i < width; i++) {
            types[i] = schema.field(i).type();
        }
        reset(FIRST_CAPACITY);
    }

    public Schema schema() {
        return schema;
    }

    /** How many rows are kept. */
    public int rows() {
        return rows;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    public void putLong(int column, long value) {
        longs[column][rows] = value;
        present(column);
    }

    public void putDouble(int column, double value) {
        doubles[column][rows] = value;
        present(column);
    }

    public void putBoolean(int column, boolean value) {
        booleans[column][rows] = value;
        present(column);
    }

    public void putBytes(int column, byte[] source, int from, int to) {
        int start = ends[column][rows];
        int end = Math.addExact(start, to - from);
        System.arraycopy(source, from, reserve(column, end), start, to - from);
        ends[column][rows + 1] = end;
        present(column);
    }

    public void putText(int column, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putBytes(column, bytes, 0, bytes.length);
    }

    public void putNull(int column) {
        if (lastPut[column] == rows) {
            lastPut[column] = NO_ROW;
            puts--;
        }
    }

    /** Whether the open row has a value in this column. */
    public boolean has(int column) {
        return lastPut[column] == rows;
    }

    /** Copies a row's value of another column of the same type, null included. */
    public void putFrom(int column, Column source, int row) {
        if (source.isNull(row)) {
            putNull(column);
        } else if (source instanceof LongColumn values) {
            putLong(column, values.get(row));
        } else if (source instanceof DoubleColumn values) {
            putDouble(column, values.get(row));
        } else if (source instanceof BooleanColumn values) {
            putBoolean(column, values.get(row));
        } else if (source instanceof BytesColumn values) {
            putBytes(column, values.data(), values.start(row), values.end(row));
        }
    }

    /** Keeps the open row, which stands for many records. */
    public void endRow(long eventTime) {
        eventTimes[rows] = eventTime;
        keep();
    }

    /** Keeps the open row of one record. */
    public void endRow(long eventTime, long offset, long arrivalWatermark) {
        eventTimes[rows] = eventTime;
        if (rows >= offsets.length) {
            growOffsets();
        }
        offsets[rows] = offset;
        arrivalWatermarks[rows] = arrivalWatermark;
        ofRecords = true;
        keep();
    }

    /** Ends the row with the times of a row of a batch, and its offset where there is one. */
    public void endRowOf(Batch batch, int row) {
        long[] ofBatch = batch.offsets();
        long[] watermarks = batch.arrivalWatermarks();
        if (ofBatch == null || watermarks == null) {
            endRow(batch.eventTime(row));
        } else {
            endRow(batch.eventTime(row), ofBatch[row], watermarks[row]);
        }
    }

    /** Forgets what was put into the open row. */
    public void abandonRow() {
        Arrays.fill(lastPut, NO_ROW);
        puts = 0;
    }

    /** Forgets the kept rows behind the first so many, and the open row. */
    public void truncate(int kept) {
        for (long[] bits : nulls) {
            for (int row = kept; bits != null && row < rows; row++) {
                Bits.clear(bits, row);
            }
        }
        rows = kept;
        abandonRow();
    }

    /** The kept rows as a batch; the builder is empty afterwards. An open row is forgotten. */
    public Batch build(Origin origin) {
        Batch batch = batch(origin);
        reset(withSlack(rows));
        return batch;
    }

    /**
     * The kept rows as a batch that is good until {@link #clear}, and shares its arrays with the builder. For batches that
     * nobody keeps: their arrays are filled again, which saves the memory's first touch and the garbage.
     */
    public Batch lend(Origin origin) {
        return batch(origin);
    }

    /** Takes back what was lent; the builder is empty afterwards. */
    public void clear() {
        Arrays.fill(nulls, null);
        rows = 0;
        abandonRow();
        ofRecords = false;
    }

    private Batch batch(Origin origin) {
        if (ofRecords && rows > offsets.length) {
            growOffsets();
        }
        Column[] columns = new Column[width];
        for (int i = 0; i < width; i++) {
            columns[i] = switch (types[i]) {
                case BOOLEAN -> new BooleanColumn(booleans[i], nulls[i]);
                case BIGINT, TIMESTAMP -> new LongColumn(types[i], longs[i], nulls[i]);
                case DOUBLE -> new DoubleColumn(doubles[i], nulls[i]);
                case VARCHAR, VARBINARY -> new BytesColumn(types[i], data[i], ends[i], null, nulls[i]);
            };
        }
        return new Batch(
                schema,
                columns,
                rows,
                eventTimes,
                origin,
                ofRecords ? offsets : null,
                ofRecords ? arrivalWatermarks : null);
    }

    /** One batch is about as large as the one before it. */
    private static int withSlack(int size) {
        return Math.max(FIRST_CAPACITY, size + (size >> 3));
    }

    private void present(int column) {
        if (lastPut[column] != rows) {
            lastPut[column] = rows;
            puts++;
        }
    }

    private void keep() {
        if (puts < width) {
            markNulls();
        }
        puts = 0;
        rows++;
        if (rows == capacity) {
            grow();
        }
    }

    private void markNulls() {
        for (int i = 0; i < width; i++) {
            if (lastPut[i] != rows) {
                if (types[i].isBytes()) {
                    ends[i][rows + 1] = ends[i][rows];
                }
                markNull(i);
            }
        }
    }

    private void markNull(int column) {
        long[] bits = nulls[column];
        if (bits == null) {
            bits = new long[Bits.words(capacity)];
            nulls[column] = bits;
        }
        Bits.set(bits, rows);
    }

    private byte[] reserve(int column, int needed) {
        byte[] bytes = data[column];
        if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
            data[column] = bytes;
        }
        return bytes;
    }

    private void grow() {
        capacity *= 2;
        for (int i = 0; i < width; i++) {
            switch (types[i]) {
                case BOOLEAN -> booleans[i] = Arrays.copyOf(booleans[i], capacity);
                case BIGINT, TIMESTAMP -> longs[i] = Arrays.copyOf(longs[i], capacity);
                case DOUBLE -> doubles[i] = Arrays.copyOf(doubles[i], capacity);
                case VARCHAR, VARBINARY -> ends[i] = Arrays.copyOf(ends[i], capacity + 1);
            }
            long[] bits = nulls[i];
            if (bits != null) {
                nulls[i] = Arrays.copyOf(bits, Bits.words(capacity));
            }
        }
        eventTimes = Arrays.copyOf(eventTimes, capacity);
    }

    private void growOffsets() {
        offsets = Arrays.copyOf(offsets, capacity);
        arrivalWatermarks = Arrays.copyOf(arrivalWatermarks, capacity);
    }

    private void reset(int newCapacity) {
        capacity = newCapacity;
        for (int i = 0; i < width; i++) {
            switch (types[i]) {
                case BOOLEAN -> booleans[i] = new boolean[capacity];
                case BIGINT, TIMESTAMP -> longs[i] = new long[capacity];
                case DOUBLE -> doubles[i] = new double[capacity];
                case VARCHAR, VARBINARY -> {
                    int bytes = ends[i] == null ? capacity * FIRST_BYTES_PER_VALUE : withSlack(ends[i][rows]);
                    data[i] = new byte[bytes];
                    ends[i] = new int[capacity + 1];
                }
            }
            nulls[i] = null;
            lastPut[i] = NO_ROW;
        }
        eventTimes = new long[capacity];
        offsets = ofRecords ? new long[capacity] : new long[0];
        arrivalWatermarks = ofRecords ? new long[capacity] : new long[0];
        ofRecords = false;
        rows = 0;
        puts = 0;
    }
}
