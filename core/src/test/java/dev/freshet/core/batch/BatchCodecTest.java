package dev.freshet.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
    private static final Schema SCHEMA = Schema.of(
            Field.required("time", Type.TIMESTAMP),
            Field.nullable("page", Type.VARCHAR),
            Field.required("bytes", Type.BIGINT),
            Field.nullable("ms", Type.DOUBLE),
            Field.nullable("ok", Type.BOOLEAN),
            Field.nullable("state", Type.VARBINARY));

    /** Read by other versions: if this has to change, {@link BatchCodec#VERSION} has to. */
    private static final String GOLDEN =
            "fb0103042306050474696d658404706167650205627974657383026d7381026f6b860573746174650661636365737304c8010e80d00fb082ac95ac538004c801bfffc6e0ead3acffffff01ffffffffffffffffff010000000000000000e008564f59ffff3f7004aba7acffff1f0080d00fb082ac95ac5301020000102f70c3a467652f302f70c3a467652f322f70c3a467652f330011dfc5087011e126c25504000001020000000000000000555555555555e53f000000000000f03f010404010400000400ff01ff03ff2fc16ce0";

    private final BatchCodec codec = new BatchCodec();

    @Test
    void hasTheFormThatOthersRead() {
        assertThat(HexFormat.of().formatHex(encode(sample()))).isEqualTo(GOLDEN);
    }

    @Test
    void readsTheFormThatOthersWrote() {
        byte[] bytes = HexFormat.of().parseHex(GOLDEN);
        BatchRows.assertSame(codec.decode(bytes, 0, bytes.length), sample());
    }

    @Test
    void writesOnlySelectedRows() {
        Batch batch = sample();
        Batch selected = batch.select(new int[] {0, 2}, 2);
        Batch read = decode(encode(selected));
        assertThat(read.physicalRows()).isEqualTo(2);
        BatchRows.assertSame(read, selected);
        assertThat(encode(selected)).hasSizeLessThan(encode(batch).length);
    }

    @Test
    void writesEmptyBatches() {
        Batch read = decode(encode(new BatchBuilder(SCHEMA).build(new Origin("source", 7, -1, -1))));
        assertThat(read.isEmpty()).isTrue();
        assertThat(read.schema()).isEqualTo(SCHEMA);
        assertThat(read.origin()).isEqualTo(new Origin("source", 7, -1, -1));
        assertThat(read.offsets()).isNull();
    }

    @Test
    void sharesTheSchemasItRead() {
        byte[] bytes = encode(sample());
        assertThat(decode(bytes).schema()).isSameAs(decode(bytes).schema());
    }

    @Test
    void usesADictionaryWhereValuesRepeat() {
        BatchBuilder builder = new BatchBuilder(Schema.of(Field.required("page", Type.VARCHAR)));
        for (int i = 0; i < 1000; i++) {
            builder.putText(0, "/a/rather/long/path/" + i % 3);
            builder.endRow(0);
        }
        Batch batch = builder.build(Origin.DERIVED);
        byte[] bytes = encode(batch);
        assertThat(bytes).hasSizeLessThan(400);
        Batch read = decode(bytes);
        assertThat(read.bytes(0).codes()).isNotNull();
        BatchRows.assertSame(read, batch);
        BatchRows.assertSame(decode(encode(read)), batch);
    }

    @Test
    void appendsToWhatTheSinkHas() {
        ByteSink sink = new ByteSink();
        sink.writeText("before");
        int start = sink.size();
        codec.encode(sample(), sink);
        BatchRows.assertSame(codec.decode(sink.data(), start, sink.size()), sample());
    }

    @Test
    void refusesOtherVersionsAndDamage() {
        byte[] bytes = encode(sample());
        bytes[1] = 2;
        assertCorrupt(bytes, "version 2");
        bytes[1] = 1;
        bytes[20] ^= 1;
        assertCorrupt(bytes, "checksum");
        assertCorrupt(Arrays.copyOf(bytes, 3), "only 3 bytes");
        assertCorrupt(new byte[0], "only 0 bytes");
    }

    @Test
    void refusesBatchesThatCouldNotBeReadAgain() {
        int rows = BatchCodec.MAX_VALUES / 4 + 1;
        Schema schema = Schema.of(Field.required("ok", Type.BOOLEAN));
        Column[] columns = {new BooleanColumn(new boolean[rows], null)};
        Batch batch = new Batch(schema, columns, rows, new long[rows], Origin.DERIVED, null, null);
        assertThatThrownBy(() -> encode(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(rows));
    }

    private void assertCorrupt(byte[] bytes, String what) {
        assertThatThrownBy(() -> decode(bytes))
                .isInstanceOf(CorruptBatchException.class)
                .hasMessageContaining(what);
    }

    private byte[] encode(Batch batch) {
        ByteSink sink = new ByteSink();
        codec.encode(batch, sink);
        return sink.toBytes();
    }

    private Batch decode(byte[] bytes) {
        return codec.decode(bytes, 0, bytes.length);
    }

    private static Batch sample() {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (int i = 0; i < 4; i++) {
            builder.putLong(0, 1_431_857_103_000L + 1000 * i);
            if (i != 1) {
                builder.putText(1, "/p\u00e4ge/" + i);
                builder.putDouble(3, i / 3.0);
            }
            builder.putLong(2, i == 3 ? -70_000 : 512L * i);
            if (i != 2) {
                builder.putBoolean(4, i == 3);
                builder.putBytes(5, new byte[] {(byte) i, -1}, 0, 2);
            }
            builder.endRow(1_431_857_103_000L + 1000 * i, 100 + 2 * i, i == 0 ? Long.MIN_VALUE : 1_431_857_000_000L);
        }
        return builder.build(new Origin("access", 2, 100, 107));
    }
}
