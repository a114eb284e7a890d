package dev.freshet.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.decode.json.JsonScanner;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDecoderTest {
    private static final DecoderSpec SPEC = Decoding.spec(
            new InputFormat.Json(),
            List.of(
                    field(Field.required("ts", Type.TIMESTAMP), "ts"),
                    field(Field.nullable("ip", Type.VARCHAR), "client.ip"),
                    field(Field.nullable("port", Type.BIGINT), "client.port"),
                    field(Field.nullable("x", Type.DOUBLE), "x"),
                    field(Field.nullable("ok", Type.BOOLEAN), "ok"),
                    field(Field.nullable("text", Type.VARCHAR), "text")),
            "ts");

    @Test
    void readsNestedFieldsOfAllTypes() {
        assertThat(decode(
                                "{\"ts\":1000,\"client\":{\"ip\":\"::1\",\"port\":80},\"x\":-2.5e3,\"ok\":true,\"text\":\"hi\"}")
                        .row())
                .containsExactly(1000L, "::1", 80L, -2500.0, true, "hi");
    }

    @Test
    void timesBeyondTheLimitAreRejectedAndDoNotMoveTheClock() {
        Decoding decoding = new Decoding(SPEC);
        decoding.clock.limit(1_700_000_000_000L);
        decoding.decode(
                "{\"ts\":1}",
                "{\"ts\":1700000000001}",
                "{\"ts\":4070908800000}",
                "{\"ts\":1700000000000}",
                "{\"ts\":2}");
        assertThat(decoding.eventTimes).containsExactly(1L, 1_700_000_000_000L, 2L);
        assertThat(decoding.watermarks).containsExactly(Long.MIN_VALUE, 1L, 1_700_000_000_000L);
        assertThat(decoding.rejected)
                .containsOnlyKeys(1L, 2L)
                .containsEntry(2L, "TIME_AHEAD: the event time is too far ahead of the clock (2099-01-01 00:00:00)");
    }

    @Test
    void takesMissingAndNullForNull() {
        assertThat(decode(" { \"text\" : null , \"ts\" : 5 } \r\n").row())
                .isEqualTo(Arrays.asList(5L, null, null, null, null, null));
        assertThat(decode("{\"ts\":5,\"client\":7}").row()).element(1).isNull();
        assertThat(decode("{\"ts\":5,\"client\":[{\"ip\":\"a\"}]}").row())
                .element(1)
                .isNull();
    }

    @Test
    void takesTheLastOfEqualNames() {
        assertThat(decode("{\"ts\":1,\"ts\":2,\"client\":{\"ip\":\"a\",\"port\":1},\"client\":{\"port\":2,\"port\":3}}")
                        .row())
                .isEqualTo(Arrays.asList(2L, null, 3L, null, null, null));
        assertThat(decode("{\"ts\":1,\"client\":{\"ip\":\"a\"},\"client\":null,\"x\":1,\"x\":null}")
                        .row())
                .isEqualTo(Arrays.asList(1L, null, null, null, null, null));
    }

    @Test
    void undoesEscapesInTextAndNames() {
        assertThat(decode("{\"t\\u0073\":1,\"text\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\\ud800!\"}")
                        .row())
                .isEqualTo(Arrays.asList(1L, null, null, null, null, "a\"\\/\b\f\n\r\t\u00e4\ud83d\ude00\ufffd!"));
    }

    @Test
    void acceptsWholeNumbersHoweverTheyAreWritten() {
        assertThat(port("1.0")).isEqualTo("1");
        assertThat(port("1e3")).isEqualTo("1000");
        assertThat(port("-0")).isEqualTo("0");
        assertThat(port("9223372036854775807")).isEqualTo("9223372036854775807");
        assertThat(port("-9223372036854775808")).isEqualTo("-9223372036854775808");
        assertThat(port("9223372036854775808")).startsWith("WRONG_TYPE");
        assertThat(port("1.5")).startsWith("WRONG_TYPE");
        assertThat(port("1e999999999")).startsWith("WRONG_TYPE");
        assertThat(port("\"1\"")).isEqualTo("WRONG_TYPE: port is '1', which is no BIGINT");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(reason("")).startsWith("MALFORMED: nothing");
        assertThat(reason("[1]")).startsWith("MALFORMED: no object at '[1]'");
        assertThat(reason("{\"ts\":1} {}")).startsWith("MALFORMED: more than one object");
        assertThat(reason("{\"ts\":1")).startsWith("TRUNCATED");
        assertThat(reason("{\"ts\":1,}")).isEqualTo("MALFORMED: no name at '}'");
        assertThat(reason("{\"ts\":01}")).startsWith("MALFORMED: no number");
        assertThat(reason("{\"ts\":1,\"u\":tru}")).startsWith("MALFORMED: no value");
        assertThat(reason("{\"ts\":1,\"u\":\"a\nb\"}")).startsWith("MALFORMED: a control character");
        assertThat(reason("{\"ts\":1,\"u\":\"\\x\"}")).startsWith("MALFORMED: an unknown escape");
        assertThat(reason("{\"x\":1}")).isEqualTo("MISSING_TIME: ts has no value");
        assertThat(reason("{\"ts\":\"noon\"}")).isEqualTo("BAD_TIME: ts is 'noon', which is no time of its format");
        assertThat(reason("{\"ts\":99999999999999999}")).startsWith("BAD_TIME");
        assertThat(reason("{\"ts\":1,\"text\":{\"a\":1}}")).startsWith("WRONG_TYPE: text is '{\"a\":1}'");
        assertThat(reason("\ufeff{\"ts\":1}")).startsWith("MALFORMED: no object");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        for (String hex : List.of("c080", "eda080", "f4908080", "ff", "c3", "80")) {
            byte[] bad = java.util.HexFormat.of().parseHex(hex);
            byte[] record = ("{\"ts\":1,\"u\":\"" + new String(bad, StandardCharsets.ISO_8859_1) + "\"}")
                    .getBytes(StandardCharsets.ISO_8859_1);
            assertThat(new Decoding(SPEC).decode(List.of(record)).rejected.get(0L))
                    .as(hex)
                    .startsWith("BAD_UTF8");
        }
    }

    @Test
    void boundsDepthAndSize() {
        int inner = JsonScanner.MAX_DEPTH - 1;
        assertThat(decode("{\"ts\":1,\"u\":" + "[".repeat(inner) + "]".repeat(inner) + "}").rows)
                .hasSize(1);
        assertThat(reason("{\"ts\":1,\"u\":" + "[".repeat(inner + 1) + "]".repeat(inner + 1) + "}"))
                .startsWith("MALFORMED: more than 1000");
        DecoderSpec small = new DecoderSpec(SPEC.format(), SPEC.fields(), "ts", SPEC.projection(), null, 8);
        assertThat(new Decoding(small).decode("{\"ts\":1}", "{\"ts\":11}").rejected)
                .containsOnlyKeys(1L)
                .containsValue("TOO_LARGE: the record has 9 bytes where 8 are allowed");
    }

    /** The stack of a thread is small beside what it is to hold if every level of a record takes some of it. */
    @Test
    void theDepthOfARecordDoesNotCostStack() throws InterruptedException {
        int inner = JsonScanner.MAX_DEPTH - 1;
        String arrays = "{\"u\":" + "[".repeat(inner) + "]".repeat(inner) + ",\"ts\":1}";
        String objects = "{\"client\":" + "{\"a\":".repeat(inner) + "0" + "}".repeat(inner) + ",\"ts\":2}";
        Decoding decoding = new Decoding(SPEC);
        List<Throwable> thrown = new ArrayList<>();
        Thread small = new Thread(null, () -> decoding.decode(arrays, objects), "small", 256 * 1024);
        small.setUncaughtExceptionHandler((thread, problem) -> thrown.add(problem));
        small.start();
        small.join();
        assertThat(thrown).isEmpty();
        assertThat(decoding.rejected).isEmpty();
        assertThat(decoding.rows).hasSize(2);
    }

    @Test
    void readsRecordsWhoseLayoutChanges() {
        Decoding decoding = new Decoding(Decoding.project(SPEC, "ts", "x", "text"));
        for (int i = 0; i < 40; i++) {
            String optional = i % 3 == 0 ? "" : "\"u\":[1,{}],";
            String extra = i % 5 == 0 ? ",\"v\":" + i : "";
            String records = i % 7 == 0
                    ? "{\"text\":\"" + i + "\", \"x\":0.5, \"ts\":" + i + "}"
                    : "{\"ts\":" + i + "," + optional + "\"x\":0.5,\"text\":\"" + i + "\"" + extra + "}";
            decoding.decode(records);
        }
        assertThat(decoding.rejected).isEmpty();
        for (int i = 0; i < 40; i++) {
            assertThat(decoding.rows.get(i)).containsExactly((long) i, 0.5, String.valueOf(i));
        }
    }

    @Test
    void doesNotTakeALeadInsideForOneAtTheBeginning() {
        Decoding decoding = decode("{\"ts\":1 ,\"x\":2}", " ,\"x\":2,\"ts\":3}", "{\"ts\":1 ,\"x\":2}");
        assertThat(decoding.rows).hasSize(2);
        assertThat(decoding.rejected).containsOnlyKeys(1L);
    }

    @Test
    void refusesPathsThatAreNone() {
        assertThatThrownBy(() -> new Decoding(Decoding.spec(
                        new InputFormat.Json(), List.of(field(Field.required("t", Type.TIMESTAMP), "a..b")), "t")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a..b'");
    }

    private static FieldSpec field(Field field, String path) {
        return new FieldSpec(field, path, TimeFormat.Epoch.MILLIS);
    }

    private static String port(String number) {
        Decoding decoding = decode("{\"ts\":1,\"client\":{\"port\":" + number + "}}");
        return decoding.rejected.isEmpty()
                ? String.valueOf(decoding.row().get(2))
                : decoding.rejected.getOrDefault(0L, "");
    }

    private static String reason(String record) {
        return decode(record).rejected.getOrDefault(0L, "accepted");
    }

    private static Decoding decode(String... records) {
        return new Decoding(SPEC).decode(records);
    }
}
