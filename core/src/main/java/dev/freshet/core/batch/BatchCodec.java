package dev.freshet.core.batch;

import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of batches, for the way between workers and for snapshots. Only the selected rows are written. Keeps
 * scratch arrays: one instance a thread.
 *
 * <p>Form: {@link #MAGIC}; {@link #VERSION}; flags; the number of rows; the schema; the origin; event times and, as the
 * flags say, offsets and arrival watermarks, by {@link LongPacking}; the columns, each with a byte that says whether null
 * bits follow, and the values of those rows that have one; the CRC-32C of all this, four bytes. Numbers are varints, all
 * is little endian.
 */
public final class BatchCodec {
    /** The form's version: another one is refused. */
    public static final int VERSION = 1;
    /** A batch is at most this many values, hidden columns included, so that damaged numbers cannot exhaust the memory. */
    public static final int MAX_VALUES = 1 << 25;

    private static final int MAGIC = 0xFB;
    private static final int HAS_OFFSETS = 1;
    private static final int HAS_ARRIVAL_WATERMARKS = 2;
    private static final int HIDDEN_COLUMNS = 3;
    private static final int CHECKSUM_BYTES = 4;

    private final SchemaCodec schemas = new SchemaCodec();
    private final BytesPacking bytesPacking = new BytesPacking();
    private final CRC32C checksum = new CRC32C();
    private int[] rows = new int[64];
    private int[] present = new int[64];
    private long[] longs = new long[64];

    /** Appends a batch to what the sink has. */
    public void encode(Batch batch, ByteSink sink) {
        int start = sink.size();
        int count = batch.size();
        if (tooMany(count, batch.schema())) {
            throw new IllegalArgumentException("a batch of " + count + " rows and "
                    + batch.schema().size() + " columns has more than " + MAX_VALUES + " values");
        }
        reserve(count);
        for (int i = 0; i < count; i++) {
            rows[i] = batch.row(i);
        }
        long @Nullable [] offsets = batch.offsets();
        long @Nullable [] watermarks = batch.arrivalWatermarks();
        sink.writeByte(MAGIC);
        sink.writeByte(VERSION);
        sink.writeByte((offsets == null ? 0 : HAS_OFFSETS) | (watermarks == null ? 0 : HAS_ARRIVAL_WATERMARKS));
        sink.writeVarint(count);
        schemas.write(sink, batch.schema());
        writeOrigin(sink, batch.origin());
        writeLongs(sink, batch.eventTimes(), rows, count);
        if (offsets != null) {
            writeLongs(sink, offsets, rows, count);
        }
        if (watermarks != null) {
            writeLongs(sink, watermarks, rows, count);
        }
        for (int i = 0; i < batch.schema().size(); i++) {
            writeColumn(sink, batch.column(i), count);
        }
        sink.writeLowBytes(checksum(sink.data(), start, sink.size()), CHECKSUM_BYTES);
    }

    /** Reads the batch that {@code data[from .. to)} is; a {@link CorruptBatchException} if it is none. */
    public Batch decode(byte[] data, int from, int to) {
        ByteSource source = open(data, from, to);
        int flags = source.readByte();
        int count = source.readCount(MAX_VALUES, "rows");
        Schema schema = schemas.read(source);
        if (flags > (HAS_OFFSETS | HAS_ARRIVAL_WATERMARKS) || tooMany(count, schema)) {
            throw new CorruptBatchException(count + " rows of " + schema.size() + " columns, more than " + MAX_VALUES
                    + " values, flags " + flags);
        }
        Origin origin = readOrigin(source);
        long[] eventTimes = LongPacking.read(source, count);
        long @Nullable [] offsets = (flags & HAS_OFFSETS) == 0 ? null : LongPacking.read(source, count);
        long @Nullable [] watermarks = (flags & HAS_ARRIVAL_WATERMARKS) == 0 ? null : LongPacking.read(source, count);
        Column[] columns = new Column[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = readColumn(source, schema.field(i).type(), count);
        }
        if (source.remaining() > 0) {
            throw new CorruptBatchException(source.remaining() + " bytes are left over");
        }
        return new Batch(schema, columns, count, eventTimes, origin, offsets, watermarks);
    }

    private ByteSource open(byte[] data, int from, int to) {
        if (to - from < 2 + CHECKSUM_BYTES) {
            throw new CorruptBatchException("only " + (to - from) + " bytes");
        }
        int magic = data[from] & 0xFF;
        int version = data[from + 1] & 0xFF;
        if (magic != MAGIC || version != VERSION) {
            throw new CorruptBatchException("it begins with " + magic + " and version " + version + " (expected "
                    + MAGIC + " and version " + VERSION + ")");
        }
        int end = to - CHECKSUM_BYTES;
        long expected = 0;
        for (int i = 0; i < CHECKSUM_BYTES; i++) {
            expected |= (data[end + i] & 0xFFL) << (8 * i);
        }
        if (checksum(data, from, end) != expected) {
            throw new CorruptBatchException("the checksum is wrong");
        }
        return new ByteSource(data, from + 2, end);
    }

    private void writeColumn(ByteSink sink, Column column, int count) {
        int nulls = 0;
        int values = 0;
        for (int i = 0; i < count; i++) {
            if (column.isNull(rows[i])) {
                nulls++;
            } else {
                present[values++] = rows[i];
            }
        }
        sink.writeByte(nulls > 0 ? 1 : 0);
        if (nulls > 0) {
            writeBits(sink, count, i -> column.isNull(rows[i]));
        }
        if (column instanceof LongColumn those) {
            writeLongs(sink, those.values(), present, values);
        } else if (column instanceof DoubleColumn those) {
            for (int i = 0; i < values; i++) {
                sink.writeLong(Double.doubleToRawLongBits(those.get(present[i])));
            }
        } else if (column instanceof BooleanColumn those) {
            writeBits(sink, values, i -> those.get(present[i]));
        } else if (column instanceof BytesColumn those) {
            bytesPacking.write(sink, those, present, values);
        }
    }

    private static Column readColumn(ByteSource source, Type type, int count) {
        int form = source.readByte();
        if (form > 1) {
            throw new CorruptBatchException("a column in form " + form);
        }
        long @Nullable [] nulls = form == 0 ? null : readBits(source, count);
        int values = count;
        if (nulls != null) {
            for (long word : nulls) {
                values -= Long.bitCount(word);
            }
        }
        return switch (type) {
            case BIGINT, TIMESTAMP ->
                new LongColumn(type, spread(LongPacking.read(source, values), count, nulls), nulls);
            case DOUBLE -> new DoubleColumn(readDoubles(source, values, count, nulls), nulls);
            case BOOLEAN -> new BooleanColumn(readBooleans(source, values, count, nulls), nulls);
            case VARCHAR, VARBINARY -> BytesPacking.read(source, type, count, values, nulls);
        };
    }

    private static double[] readDoubles(ByteSource source, int values, int count, long @Nullable [] nulls) {
        if ((long) values * 8 > source.remaining()) {
            throw new CorruptBatchException(values + " doubles in " + source.remaining() + " bytes");
        }
        double[] result = new double[count];
        for (int row = 0; row < count; row++) {
            if (nulls == null || !Bits.get(nulls, row)) {
                result[row] = Double.longBitsToDouble(source.readLong());
            }
        }
        return result;
    }

    private static boolean[] readBooleans(ByteSource source, int values, int count, long @Nullable [] nulls) {
        long[] bits = readBits(source, values);
        boolean[] result = new boolean[count];
        int value = 0;
        for (int row = 0; row < count; row++) {
            if (nulls == null || !Bits.get(nulls, row)) {
                result[row] = Bits.get(bits, value++);
            }
        }
        return result;
    }

    /** Moves packed values to the rows that have one. */
    private static long[] spread(long[] values, int count, long @Nullable [] nulls) {
        if (nulls == null) {
            return values;
        }
        long[] result = new long[count];
        int value = 0;
        for (int row = 0; row < count; row++) {
            if (!Bits.get(nulls, row)) {
                result[row] = values[value++];
            }
        }
        return result;
    }

    private void writeLongs(ByteSink sink, long[] values, int[] at, int count) {
        for (int i = 0; i < count; i++) {
            longs[i] = values[at[i]];
        }
        LongPacking.write(sink, longs, count);
    }

    private static void writeBits(ByteSink sink, int count, IntPredicate bit) {
        for (int i = 0; i < count; i += 8) {
            int packed = 0;
            for (int k = i; k < Math.min(count, i + 8); k++) {
                packed |= bit.test(k) ? 1 << (k - i) : 0;
            }
            sink.writeByte(packed);
        }
    }

    private static long[] readBits(ByteSource source, int count) {
        int bytes = (count + 7) >>> 3;
        int start = source.skip(bytes);
        long[] bits = new long[Bits.words(count)];
        for (int i = 0; i < bytes; i++) {
            bits[i >>> 3] |= (source.data()[start + i] & 0xFFL) << (8 * (i & 7));
        }
        if ((count & 63) != 0 && bits[bits.length - 1] >>> (count & 63) != 0) {
            throw new CorruptBatchException("bits are set behind the last row");
        }
        return bits;
    }

    private static void writeOrigin(ByteSink sink, Origin origin) {
        sink.writeText(origin.source());
        sink.writeSigned(origin.partition());
        sink.writeSigned(origin.firstOffset());
        sink.writeSigned(origin.lastOffset() - origin.firstOffset());
    }

    private static Origin readOrigin(ByteSource source) {
        String name = source.readText();
        long partition = source.readSigned();
        if (partition != (int) partition) {
            throw new CorruptBatchException("partition " + partition);
        }
        long first = source.readSigned();
        return new Origin(name, (int) partition, first, first + source.readSigned());
    }

    private long checksum(byte[] data, int from, int to) {
        checksum.reset();
        checksum.update(data, from, to - from);
        return checksum.getValue();
    }

    private static boolean tooMany(int count, Schema schema) {
        return (long) count * (schema.size() + HIDDEN_COLUMNS) > MAX_VALUES;
    }

    private void reserve(int count) {
        if (rows.length < count) {
            int size = Math.max(count, 2 * rows.length);
            rows = Arrays.copyOf(rows, size);
            present = new int[size];
            longs = new long[size];
        }
    }
}
