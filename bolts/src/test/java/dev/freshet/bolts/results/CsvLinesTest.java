package dev.freshet.bolts.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class CsvLinesTest {
    private static final Schema SCHEMA = Schema.of(
            Field.nullable("n", Type.BIGINT),
            Field.nullable("text", Type.VARCHAR),
            Field.nullable("x", Type.DOUBLE),
            Field.nullable("yes", Type.BOOLEAN));

    @Test
    void aLineIsWhatCsvSays() {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        builder.putLong(0, Long.MIN_VALUE);
        builder.putText(1, "a \"b\", c\nd");
        builder.putDouble(2, -0.5);
        builder.putBoolean(3, false);
        builder.endRow(-1000);
        builder.putText(1, "");
        builder.endRow(0);
        CsvLines lines = new CsvLines();
        Batch batch = builder.build(Origin.DERIVED);
        lines.add(batch, 0, 4);
        lines.add(batch, 1, 4);
        assertThat(new String(lines.take(), StandardCharsets.UTF_8))
                .isEqualTo("-1000,-9223372036854775808,\"a \"\"b\"\", c\nd\",-0.5,false\n0,,\"\",,\n");
        assertThat(lines.take()).isEmpty();
    }

    @Test
    @ExtendWith(Seed.class)
    void linesAreReadAsTheyWereWritten(RandomSource random) {
        for (int round = 0; round < 100; round++) {
            BatchBuilder builder = new BatchBuilder(SCHEMA);
            List<List<@Nullable String>> expected = new ArrayList<>();
            for (int rows = random.nextInt(0, 20); rows > 0; rows--) {
                expected.add(row(builder, random));
            }
            Batch batch = builder.build(Origin.DERIVED);
            CsvLines lines = new CsvLines();
            for (int i = 0; i < batch.size(); i++) {
                lines.add(batch, i, 4);
            }
            List<List<@Nullable String>> found = new ArrayList<>();
            CsvLines.forEach(new String(lines.take(), StandardCharsets.UTF_8), found::add);
            assertThat(found).isEqualTo(expected);
        }
    }

    private static List<@Nullable String> row(BatchBuilder builder, RandomSource random) {
        long time = random.anyLong();
        Long n = random.chance(0.2) ? null : (Long) random.anyLong();
        String text = random.chance(0.2) ? null : random.pick(List.of("", "\"", ",", "\n", "\r\"", "ü€", "plain"));
        Double x = random.chance(0.2) ? null : (Double) random.nextDouble();
        if (n != null) {
            builder.putLong(0, n);
        }
        if (text != null) {
            builder.putText(1, text);
        }
        if (x != null) {
            builder.putDouble(2, x);
        }
        builder.endRow(time);
        return Arrays.asList(
                Long.toString(time), n == null ? null : n.toString(), text, x == null ? null : x.toString(), null);
    }
}
