package dev.freshet.core.batch;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of schemas: how many fields; of each a byte with its type and {@link #NULLABLE}, and its name. Schemas
 * that were read before are found again by their bytes, so that a stream's batches share one. One instance a thread.
 */
final class SchemaCodec {
    private static final int NULLABLE = 0x80;
    private static final int REMEMBERED = 16;

    private final ByteSink scratch = new ByteSink();
    private final byte[][] seenBytes = new byte[REMEMBERED][];
    private final @Nullable Schema[] seen = new Schema[REMEMBERED];
    private int next;
    private @Nullable Schema lastWritten;

    void write(ByteSink sink, Schema schema) {
        if (!schema.equals(lastWritten)) {
            scratch.clear();
            scratch.writeVarint(schema.size());
            for (Field field : schema.fields()) {
                scratch.writeByte(code(field.type()) | (field.nullable() ? NULLABLE : 0));
                scratch.writeText(field.name());
            }
            lastWritten = schema;
        }
        sink.writeVarint(scratch.size());
        sink.writeBytes(scratch.data(), 0, scratch.size());
    }

    Schema read(ByteSource source) {
        int length = source.readCount(source.remaining(), "bytes of schema");
        int start = source.skip(length);
        for (int i = 0; i < REMEMBERED; i++) {
            Schema schema = seen[i];
            if (schema != null
                    && Arrays.equals(seenBytes[i], 0, seenBytes[i].length, source.data(), start, start + length)) {
                return schema;
            }
        }
        Schema schema = parse(new ByteSource(source.data(), start, start + length));
        seen[next] = schema;
        seenBytes[next] = Arrays.copyOfRange(source.data(), start, start + length);
        next = (next + 1) % REMEMBERED;
        return schema;
    }

    private static Schema parse(ByteSource source) {
        int count = source.readCount(source.remaining(), "fields");
        List<Field> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int form = source.readByte();
            Type type = type(form & ~NULLABLE);
            try {
                fields.add(new Field(source.readText(), type, (form & NULLABLE) != 0));
            } catch (CorruptBatchException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw new CorruptBatchException(String.valueOf(e.getMessage()));
            }
        }
        if (source.remaining() > 0) {
            throw new CorruptBatchException(source.remaining() + " bytes behind the schema");
        }
        try {
            return new Schema(fields);
        } catch (IllegalArgumentException e) {
            throw new CorruptBatchException(String.valueOf(e.getMessage()));
        }
    }

    private static int code(Type type) {
        return switch (type) {
            case BOOLEAN -> 1;
            case BIGINT -> 2;
            case DOUBLE -> 3;
            case VARCHAR -> 4;
            case TIMESTAMP -> 5;
            case VARBINARY -> 6;
        };
    }

    private static Type type(int code) {
        return switch (code) {
            case 1 -> Type.BOOLEAN;
            case 2 -> Type.BIGINT;
            case 3 -> Type.DOUBLE;
            case 4 -> Type.VARCHAR;
            case 5 -> Type.TIMESTAMP;
            case 6 -> Type.VARBINARY;
            default -> throw new CorruptBatchException("a field of type " + code);
        };
    }
}
