package dev.freshet.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class BatchCodecFuzz {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1) * 300;

    private final BatchCodec codec = new BatchCodec();

    @Test
    void everyBatchComesBack() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Batch batch = batch(new Random(seed));
            ByteSink sink = new ByteSink();
            codec.encode(batch, sink);
            try {
                BatchRows.assertSame(codec.decode(sink.data(), 0, sink.size()), batch);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void damageIsAClearException() {
        int refused = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ByteSink sink = new ByteSink();
            codec.encode(batch(random), sink);
            byte[] bytes = sink.toBytes();
            for (int k = 0; k < 10; k++) {
                byte[] damaged = damage(bytes, random);
                try {
                    codec.decode(damaged, 0, damaged.length);
                } catch (CorruptBatchException e) {
                    refused++;
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed, e);
                }
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS);
    }

    /** With a checksum that is right again, so that what reads behind it is tried. */
    private static byte[] damage(byte[] bytes, Random random) {
        int body = bytes.length - 4;
        byte[] damaged = bytes.clone();
        if (random.nextInt(4) == 0) {
            int cut = 6 + random.nextInt(Math.max(1, bytes.length - 6));
            damaged = Arrays.copyOf(bytes, cut);
            body = cut - 4;
        }
        for (int i = random.nextInt(4); i >= 0 && body > 2; i--) {
            damaged[2 + random.nextInt(Math.min(body - 2, random.nextBoolean() ? 60 : body))] = (byte) random.nextInt();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(damaged, 0, body);
        for (int i = 0; i < 4; i++) {
            damaged[body + i] = (byte) (checksum.getValue() >>> (8 * i));
        }
        return damaged;
    }

    private static Batch batch(Random random) {
        List<Field> fields = new ArrayList<>();
        Type[] types = Type.values();
        for (int i = random.nextInt(8); i > 0; i--) {
            fields.add(new Field("f" + i, types[random.nextInt(types.length)], random.nextBoolean()));
        }
        BatchBuilder builder = new BatchBuilder(new Schema(fields));
        int rows = random.nextInt(4) == 0 ? random.nextInt(1500) : random.nextInt(20);
        int style = random.nextInt(4);
        boolean derived = random.nextBoolean();
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < fields.size(); i++) {
                if (!fields.get(i).nullable() || random.nextInt(3) > 0) {
                    put(builder, i, fields.get(i).type(), row, style, random);
                }
            }
            if (derived) {
                builder.endRow(number(row, style, random));
            } else {
                builder.endRow(number(row, style, random), row, number(row, random.nextInt(4), random));
            }
        }
        Batch batch = builder.build(new Origin("s\u00e9", random.nextInt(), random.nextLong(), random.nextLong()));
        if (random.nextBoolean()) {
            int[] selection = new int[rows];
            int count = 0;
            for (int row = 0; row < rows; row++) {
                if (random.nextBoolean()) {
                    selection[count++] = row;
                }
            }
            return batch.select(selection, count);
        }
        return batch;
    }

    private static void put(BatchBuilder builder, int column, Type type, int row, int style, Random random) {
        switch (type) {
            case BOOLEAN -> builder.putBoolean(column, random.nextBoolean());
            case BIGINT, TIMESTAMP -> builder.putLong(column, number(row, style, random));
            case DOUBLE -> builder.putDouble(column, Double.longBitsToDouble(random.nextLong()));
            case VARCHAR -> builder.putText(column, text(row, style, random));
            case VARBINARY -> {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                builder.putBytes(column, bytes, 0, bytes.length);
            }
        }
    }

    private static String text(int row, int style, Random random) {
        return switch (style) {
            case 0 -> "";
            case 1 -> "value " + random.nextInt(5);
            case 2 -> "row " + row;
            default -> Character.toString(random.nextInt(0xD800)).repeat(random.nextInt(30));
        };
    }

    private static long number(int row, int style, Random random) {
        return switch (style) {
            case 0 -> 42;
            case 1 -> 1_000_000_000_000L + 10L * row + random.nextInt(3);
            case 2 -> random.nextLong() >> random.nextInt(64);
            default -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
        };
    }
}
