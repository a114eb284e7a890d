package dev.freshet.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.decode.accesslog.AccessLogFields;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for all formats, over records that were cut off, mutated, or are random bytes. */
class DecoderFuzz {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1) * 60;
    private static final List<FieldSpec> FIELDS = List.of(
            field(Field.required("time", Type.TIMESTAMP)),
            field(Field.nullable("name", Type.VARCHAR)),
            field(Field.nullable("n", Type.BIGINT)),
            field(Field.nullable("x", Type.DOUBLE)),
            field(Field.nullable("ok", Type.BOOLEAN)));

    private record Input(DecoderSpec spec, String[] columns, String[] records) {}

    private static final List<Input> INPUTS = List.of(
            new Input(
                    Decoding.spec(new InputFormat.AccessLog(), AccessLogFields.specs(), AccessLogFields.TIME),
                    new String[] {"status", "agent"},
                    new String[] {
                        "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /a?b=c HTTP/1.1\" 200 512 \"http://r/\" \"An \\\"agent\\\"\"",
                        "::1 - jo [17/May/2015:10:05:04 -0130] \"-\" 408 - \"-\" \"-\"",
                        "h - - [01/Jan/0001:00:00:00 +0000] \"POST /\u00e4 HTTP/2.0\" 500 18446744073709551616"
                    }),
            new Input(
                    Decoding.spec(new InputFormat.Csv(',', false), FIELDS, "time"),
                    new String[] {"name", "n"},
                    new String[] {
                        "2015-05-17T10:05:03Z,a b,-7,1.5e2,true",
                        "2015-05-17 10:05,\"a \"\"b\"\",\u00e4\",\"12\",,FALSE\r",
                        "9999-12-31T23:59:59.999999999+00:00,,,-.5E-400"
                    }),
            new Input(Decoding.spec(new InputFormat.Json(), FIELDS, "time"), new String[] {"name", "n"}, new String[] {
                "{\"time\":\"2015-05-17T10:05:03Z\",\"name\":\"a\\u00e4 \\\"b\",\"n\":-7,\"x\":1.5e2,\"ok\":true}",
                "{\"time\":\"2015-05-17\",\"u\":[{\"n\":1},null,\"\u20ac\"],\"n\":1e2}",
                "{\"n\":9223372036854775807,\"time\":\"0001-01-01\",\"x\":123456789012345678901234567890}"
            }));

    @Test
    void everyRecordIsARowOrARejection() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            for (Input input : INPUTS) {
                List<byte[]> records = records(input, new Random(seed));
                Decoding decoding = decode(input.spec(), records, seed, null);
                assertThat(decoding.rows.size() + decoding.rejected.size())
                        .as("seed %d, %s", seed, input.spec().format())
                        .isEqualTo(records.size());
                assertThat(decoding.rows).isNotEmpty();
                assertThat(decoding.rejected).isNotEmpty();
                assertThat(decoding.rejected.values())
                        .allSatisfy(detail -> assertThat(detail).matches("[A-Z_0-9]+: [ -~]{3,300}"));
            }
        }
    }

    @Test
    void batchesCutAnywhereGiveTheSameRows() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            for (Input input : INPUTS) {
                List<byte[]> records = records(input, new Random(seed));
                Decoding whole = decode(input.spec(), records, seed, null);
                Decoding cut = decode(input.spec(), records, seed, new Random(seed));
                String what = "seed " + seed + ", " + input.spec().format();
                assertThat(cut.rows).as(what).isEqualTo(whole.rows);
                assertThat(cut.eventTimes).as(what).isEqualTo(whole.eventTimes);
                assertThat(cut.watermarks).as(what).isEqualTo(whole.watermarks);
                assertThat(cut.offsets).as(what).isEqualTo(whole.offsets);
                assertThat(cut.rejected).as(what).isEqualTo(whole.rejected);
            }
        }
    }

    @Test
    void projectedIsTheFullRowProjected() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            for (Input input : INPUTS) {
                List<byte[]> records = records(input, new Random(seed));
                Decoding full = decode(input.spec(), records, seed, null);
                DecoderSpec spec = Decoding.project(input.spec(), input.columns());
                Decoding projected = decode(spec, records, seed, null);
                for (int i = 0; i < full.rows.size(); i++) {
                    int row = projected.offsets.indexOf(full.offsets.get(i));
                    assertThat(row).as("seed %d, %s", seed, spec.format()).isNotNegative();
                    List<@Nullable Object> expected = new ArrayList<>();
                    for (int column : spec.projection()) {
                        expected.add(full.rows.get(i).get(column));
                    }
                    assertThat(projected.rows.get(row)).isEqualTo(expected);
                    assertThat(projected.eventTimes.get(row)).isEqualTo(full.eventTimes.get(i));
                }
            }
        }
    }

    private static Decoding decode(DecoderSpec spec, List<byte[]> records, long seed, @Nullable Random cuts) {
        Decoding decoding = new Decoding(spec);
        if (cuts != null && cuts.nextBoolean()) {
            decoding.decoder.lendBatches();
        }
        try {
            int from = 0;
            while (from < records.size()) {
                int to = cuts == null ? records.size() : Math.min(records.size(), from + 1 + cuts.nextInt(7));
                decoding.decode(records.subList(from, to));
                from = to;
            }
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ", " + spec.format(), e);
        }
        return decoding;
    }

    private static List<byte[]> records(Input input, Random random) {
        List<byte[]> records = new ArrayList<>();
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        records.add(noise);
        for (String text : input.records()) {
            byte[] record = text.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length <= record.length; length += 1 + random.nextInt(4)) {
                records.add(Arrays.copyOf(record, length));
            }
            for (int i = 0; i < 30; i++) {
                byte[] mutated = record.clone();
                for (int k = random.nextInt(3); k >= 0; k--) {
                    int at = random.nextInt(mutated.length);
                    mutated[at] = random.nextBoolean()
                            ? (byte) random.nextInt()
                            : (byte) (mutated[at] ^ 1 << random.nextInt(8));
                }
                records.add(mutated);
            }
            records.add(record);
        }
        return records;
    }

    private static FieldSpec field(Field field) {
        return new FieldSpec(field, field.name(), new TimeFormat.Iso8601());
    }
}
