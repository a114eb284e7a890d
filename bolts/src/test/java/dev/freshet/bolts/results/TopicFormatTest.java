package dev.freshet.bolts.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicFormatTest {
    @Test
    void aWindowHasItsKindAndRevisionAndIsLeftOutWhileItIsOpen() {
        List<Field> fields = new ArrayList<>(WindowColumns.leading());
        fields.add(Field.required("city", Type.VARCHAR));
        fields.add(new Field("mean", Type.DOUBLE, true));
        fields.addAll(WindowColumns.trailing());
        Schema schema = new Schema(fields);
        BatchBuilder rows = new BatchBuilder(schema);
        window(rows, "a|b \"x\"", 1.5, "early", 0);
        window(rows, "a|b \"x\"", 2.5, "final", 1);
        window(rows, "", Double.NaN, "late", 2);
        rows.putLong(0, 0);
        rows.putLong(1, 60_500);
        rows.putText(2, "c");
        rows.putNull(3);
        rows.putText(4, "final");
        rows.putLong(5, 0);
        rows.endRow(60_499);
        TopicFormat format = new TopicFormat(ResultSpec.windows("shop", "cities", schema, List.of("city")));
        Batch batch = rows.build(Origin.DERIVED);

        assertThat(format.forEach(batch, row -> {})).isEqualTo(3);
        assertThat(texts(format, batch))
                .containsExactly(
                        "a%7Cb \"x\" -> {\"window_start\":\"1970-01-01T00:00:00Z\",\"window_end\":\"1970-01-01T00:01:00Z\","
                                + "\"city\":\"a|b \\\"x\\\"\",\"mean\":2.5,\"_kind\":\"final\",\"_rev\":1}",
                        " -> {\"window_start\":\"1970-01-01T00:00:00Z\",\"window_end\":\"1970-01-01T00:01:00Z\","
                                + "\"city\":\"\",\"mean\":\"NaN\",\"_kind\":\"late\",\"_rev\":2}",
                        "c -> {\"window_start\":\"1970-01-01T00:00:00Z\",\"window_end\":\"1970-01-01T00:01:00.500Z\","
                                + "\"city\":\"c\",\"mean\":null,\"_kind\":\"final\",\"_rev\":0}");
    }

    @Test
    void aLogHasItsTimeUnlessAColumnIsCalledSo() {
        assertThat(texts(log("n"), one("n"))).containsExactly("null -> {\"time\":\"1970-01-01T00:00:01Z\",\"n\":7}");
        assertThat(texts(log("time"), one("time"))).containsExactly("null -> {\"time\":7}");
    }

    private static TopicFormat log(String column) {
        return new TopicFormat(ResultSpec.log("shop", "alerts", Schema.of(Field.required(column, Type.BIGINT))));
    }

    private static Batch one(String column) {
        BatchBuilder rows = new BatchBuilder(Schema.of(Field.required(column, Type.BIGINT)));
        rows.putLong(0, 7);
        rows.endRow(1000);
        return rows.build(Origin.DERIVED);
    }

    private static void window(BatchBuilder rows, String city, double mean, String kind, long revision) {
        rows.putLong(0, 0);
        rows.putLong(1, 60_000);
        rows.putText(2, city);
        rows.putDouble(3, mean);
        rows.putText(4, kind);
        rows.putLong(5, revision);
        rows.endRow(59_999);
    }

    private static List<String> texts(TopicFormat format, Batch batch) {
        List<String> texts = new ArrayList<>();
        format.forEach(batch, row -> {
            byte[] key = row.key();
            texts.add((key == null ? "null" : new String(key, StandardCharsets.UTF_8)) + " -> "
                    + new String(row.value(), StandardCharsets.UTF_8));
        });
        return texts;
    }
}
