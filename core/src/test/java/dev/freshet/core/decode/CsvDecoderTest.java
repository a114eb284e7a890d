package dev.freshet.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvDecoderTest {
    private static final List<FieldSpec> FIELDS = List.of(
            field(Field.required("time", Type.TIMESTAMP)),
            field(Field.nullable("name", Type.VARCHAR)),
            field(Field.nullable("n", Type.BIGINT)),
            field(Field.nullable("x", Type.DOUBLE)),
            field(Field.nullable("ok", Type.BOOLEAN)));
    private static final String TIME = "2015-05-17T10:05:03Z";
    private static final long TIME_MS = 1_431_857_103_000L;

    @Test
    void readsFieldsByPosition() {
        assertThat(plain().decode(TIME + ",a b,-7,1.5e2,true\r").row())
                .containsExactly(TIME_MS, "a b", -7L, 150.0, true);
    }

    @Test
    void undoesQuotes() {
        Decoding decoding = plain();
        decoding.decode(TIME + ",\"a \"\"b\"\",\r\nc\",\"12\"", TIME + ",\"\"", TIME + ",", TIME);
        assertThat(decoding.rows.stream().map(row -> row.get(1))).containsExactly("a \"b\",\r\nc", "", null, null);
        assertThat(decoding.rows.get(0)).element(2).isEqualTo(12L);
    }

    @Test
    void findsColumnsByTheHeadersNames() {
        Decoding decoding = new Decoding(spec(new InputFormat.Csv(';', true)));
        decoding.decode("\ufeffn;\"name\";other;time", "5;a;ignored;" + TIME, ";b;;" + TIME);
        assertThat(decoding.rows)
                .containsExactly(
                        Arrays.asList(TIME_MS, "a", 5L, null, null), Arrays.asList(TIME_MS, "b", null, null, null));
        assertThat(decoding.decoder.headers()).isEqualTo(1);
        assertThat(decoding.rejected).isEmpty();
    }

    @Test
    void isToldTheHeaderWhereTheSourceResumes() {
        Decoding decoding = new Decoding(spec(new InputFormat.Csv('\t', true)), 17);
        decoding.decode("a\t" + TIME);
        assertThat(decoding.rejected.get(17L)).isEqualTo("MALFORMED: no header was read for partition 3");
        decoding.decoder.header(3, "name\ttime".getBytes(StandardCharsets.UTF_8));
        assertThat(decoding.decode("a\t" + TIME).row()).startsWith(TIME_MS, "a");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(reason(TIME + ",a,x")).isEqualTo("WRONG_TYPE: n is 'x', which is no BIGINT");
        assertThat(reason(TIME + ",a,1.0")).startsWith("WRONG_TYPE: n is '1.0'");
        assertThat(reason(TIME + ",a,1,NaN")).startsWith("WRONG_TYPE: x is 'NaN'");
        assertThat(reason(TIME + ",a,1,0x10")).startsWith("WRONG_TYPE: x is '0x10'");
        assertThat(reason(TIME + ",a,1,1,yes")).startsWith("WRONG_TYPE: ok is 'yes'");
        assertThat(reason(TIME + ",a,1,1,TRUE,")).startsWith("MALFORMED: more than 5 columns");
        assertThat(reason(TIME + ",\"a")).startsWith("TRUNCATED: the record ends within quotes");
        assertThat(reason(TIME + ",\"a\"b")).startsWith("MALFORMED: text behind a closing quote");
        assertThat(reason(TIME + ",a\"b")).startsWith("MALFORMED: a quote inside a field");
        assertThat(reason("")).isEqualTo("MISSING_TIME: time has no value");
        assertThat(reason("noon,a")).startsWith("BAD_TIME: time is 'noon'");
    }

    @Test
    void refusesDelimitersThatCannotBe() {
        assertThatThrownBy(() -> new Decoding(spec(new InputFormat.Csv('"', false))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delimiter");
    }

    private static Decoding plain() {
        return new Decoding(spec(new InputFormat.Csv(',', false)));
    }

    private static String reason(String record) {
        return plain().decode(record).rejected.getOrDefault(0L, "accepted");
    }

    private static DecoderSpec spec(InputFormat format) {
        return Decoding.spec(format, FIELDS, "time");
    }

    private static FieldSpec field(Field field) {
        return new FieldSpec(field, field.name(), new TimeFormat.Iso8601());
    }
}
