package dev.freshet.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyEncoderTest {
    private static final Schema ALL = Schema.of(
            Field.nullable("flag", Type.BOOLEAN),
            Field.nullable("number", Type.BIGINT),
            Field.nullable("at", Type.TIMESTAMP),
            Field.nullable("real", Type.DOUBLE),
            Field.nullable("text", Type.VARCHAR),
            Field.nullable("raw", Type.VARBINARY));

    private final BatchBuilder rows = new BatchBuilder(ALL);

    @Test
    void theFormIsPinned() {
        rows.putBoolean(0, true);
        rows.putLong(1, -2);
        rows.putLong(2, 1);
        rows.putDouble(3, 1.5);
        rows.putText(4, "ä");
        rows.putBytes(5, new byte[] {9}, 0, 1);
        rows.endRow(0);
        assertThat(hex(rows.build(Origin.DERIVED), 0, 0, 1, 2, 3, 4, 5))
                .isEqualTo("02" + "03feffffffffffffff" + "040100000000000000" + "05000000000000f83f" + "0602c3a4"
                        + "070109");
    }

    @Test
    void nullIsNotEmptyAndNotFalse() {
        rows.endRow(0);
        rows.putBoolean(0, false);
        rows.putText(4, "");
        rows.endRow(0);
        Batch batch = rows.build(Origin.DERIVED);
        assertThat(hex(batch, 0, 0, 4)).isEqualTo("0000");
        assertThat(hex(batch, 1, 0, 4)).isEqualTo("010600");
    }

    @Test
    void zerosAreOneKeyAndSoAreNaNs() {
        double[] values = {0.0, -0.0, Double.NaN, Double.longBitsToDouble(0xfff8000000000001L)};
        for (double value : values) {
            rows.putDouble(3, value);
            rows.endRow(0);
        }
        Batch batch = rows.build(Origin.DERIVED);
        assertThat(hex(batch, 1, 3)).isEqualTo(hex(batch, 0, 3));
        assertThat(hex(batch, 3, 3)).isEqualTo(hex(batch, 2, 3)).isNotEqualTo(hex(batch, 0, 3));
    }

    @Test
    void decodesWhatItEncodes() {
        rows.putText(4, "x".repeat(300));
        rows.putLong(2, Long.MIN_VALUE);
        rows.endRow(0);
        rows.putBoolean(0, true);
        rows.putDouble(3, Double.MIN_VALUE);
        rows.putBytes(5, new byte[] {-1, 0}, 0, 2);
        rows.putLong(1, Long.MAX_VALUE);
        rows.endRow(0);
        Batch batch = rows.build(Origin.DERIVED);
        KeyEncoder encoder = new KeyEncoder(0, 1, 2, 3, 4, 5);
        BatchBuilder decoded = new BatchBuilder(ALL);
        for (int row = 0; row < 2; row++) {
            int length = encoder.encode(batch, row);
            assertThat(encoder.decodeInto(encoder.buffer(), 0, decoded, 0)).isEqualTo(length);
            decoded.endRow(0);
        }
        Batch copy = decoded.build(Origin.DERIVED);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < ALL.size(); column++) {
                assertThat(copy.column(column).value(row))
                        .isEqualTo(batch.column(column).value(row));
            }
        }
    }

    @Test
    void bytesThatAreNoKeyAreRefused() {
        BatchBuilder out = new BatchBuilder(ALL);
        assertThatThrownBy(() -> new KeyEncoder(0).decodeInto(new byte[] {42}, 0, out, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no key: tag 42 at byte 0");
    }

    @Test
    void aDictionaryGivesTheSameSlotsAndHashesAsPlainText() {
        byte[] data = "onetwo".getBytes(StandardCharsets.UTF_8);
        int[] codes = {1, 0, 1, 1, 0};
        Schema schema = Schema.of(Field.required("text", Type.VARCHAR));
        Column dictionary = new BytesColumn(Type.VARCHAR, data, new int[] {0, 3, 6}, codes, null);
        Batch coded = new Batch(schema, new Column[] {dictionary}, 5, new long[5], Origin.DERIVED, null, null)
                .select(new int[] {0, 1, 3, 4}, 4);
        BatchBuilder plain = new BatchBuilder(schema);
        for (int i = 0; i < 4; i++) {
            plain.putFrom(0, dictionary, coded.row(i));
            plain.endRow(0);
        }
        Batch text = plain.build(Origin.DERIVED);
        KeyEncoder encoder = new KeyEncoder(0);
        long[] hashes = new long[4];
        long[] expected = new long[4];
        encoder.hashes(coded, hashes);
        encoder.hashes(text, expected);
        assertThat(hashes).isEqualTo(expected);
        KeyTable table = new KeyTable();
        int[] slots = new int[4];
        encoder.slots(coded, table, slots);
        assertThat(slots).containsExactly(0, 1, 0, 1);
        encoder.slots(text, table, slots);
        assertThat(slots).containsExactly(0, 1, 0, 1);
    }

    private static String hex(Batch batch, int row, int... columns) {
        KeyEncoder encoder = new KeyEncoder(columns);
        int length = encoder.encode(batch, row);
        return HexFormat.of().formatHex(encoder.buffer(), 0, length);
    }
}
