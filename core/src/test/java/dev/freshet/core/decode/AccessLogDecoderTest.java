package dev.freshet.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.decode.accesslog.AccessLogFields;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessLogDecoderTest {
    private static final DecoderSpec ALL =
            Decoding.spec(new InputFormat.AccessLog(), AccessLogFields.specs(), AccessLogFields.TIME);
    private static final String START = "203.0.113.9 - - [17/May/2015:10:05:03 +0200] ";
    private static final String COMMON = START + "\"GET /a?b=c HTTP/1.1\" 200 512";
    private static final long TIME_MS = Instant.parse("2015-05-17T08:05:03Z").toEpochMilli();

    @Test
    void readsCombinedLines() {
        assertThat(decode(
                                "h id user [17/May/2015:10:05:03 +0200] \"GET /a?b=c HTTP/1.1\" 200 512 \"http://r/\" \"An agent\"")
                        .row())
                .containsExactly(
                        "h",
                        "id",
                        "user",
                        TIME_MS,
                        "GET /a?b=c HTTP/1.1",
                        "GET",
                        "/a?b=c",
                        "HTTP/1.1",
                        200L,
                        512L,
                        "http://r/",
                        "An agent");
    }

    @Test
    void readsCommonLines() {
        Decoding decoding = decode(COMMON, COMMON + "\r");
        assertThat(decoding.rows)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .containsExactly(
                                "203.0.113.9",
                                null,
                                null,
                                TIME_MS,
                                "GET /a?b=c HTTP/1.1",
                                "GET",
                                "/a?b=c",
                                "HTTP/1.1",
                                200L,
                                512L,
                                null,
                                null));
        assertThat(decoding.decoder.truncated()).isZero();
    }

    @Test
    void takesADashForNothingAndForZeroBytes() {
        assertThat(project("bytes", "referrer", "agent")
                        .decode(START + "\"GET / HTTP/1.0\" 304 - \"-\" \"-\"")
                        .row())
                .containsExactly(0L, null, null);
    }

    @Test
    void knowsBytesAsSizeToo() {
        List<FieldSpec> fields = List.of(
                new FieldSpec(Field.required("t", Type.TIMESTAMP), "time", AccessLogFields.TIME_FORMAT),
                new FieldSpec(Field.required("n", Type.BIGINT), "size", AccessLogFields.TIME_FORMAT));
        assertThat(new Decoding(Decoding.spec(new InputFormat.AccessLog(), fields, "t"))
                        .decode(COMMON)
                        .row())
                .containsExactly(TIME_MS, 512L);
    }

    @Test
    void keepsRequestsThatAreNoneOfHttps() {
        for (String request : List.of("-", "\\x16\\x03\\x01", "hello", "GET", "garbage in here", "", "GET /a b c")) {
            assertThat(project("request", "method", "path", "protocol")
                            .decode(START + '"' + request + "\" 400 226 \"-\" \"-\"")
                            .row())
                    .as(request)
                    .containsExactly(request, null, null, null);
        }
    }

    @Test
    void readsSimpleRequestsAndPathsWithSpaces() {
        Decoding decoding = project("method", "path", "protocol");
        decoding.decode(START + "\"GET /old\" 200 1", START + "\"GET /a b c HTTP/1.1\" 200 1");
        assertThat(decoding.rows)
                .containsExactly(java.util.Arrays.asList("GET", "/old", null), List.of("GET", "/a b c", "HTTP/1.1"));
    }

    @Test
    void keepsEscapesAsTheyWereLogged() {
        assertThat(project("path", "agent")
                        .decode(START + "\"GET /\\\"q\\\" HTTP/1.1\" 200 5 \"-\" \"a \\\"b\\\" \\x80\\\\\"")
                        .row())
                .containsExactly("/\\\"q\\\"", "a \\\"b\\\" \\x80\\\\");
    }

    @Test
    void usesLinesThatAreCutOffBehindTheSize() {
        String whole = COMMON + " \"http://r/\" \"An agent\"";
        Decoding decoding = project("bytes", "referrer", "agent");
        for (int length = COMMON.length() + 1; length < whole.length(); length++) {
            decoding.decode(whole.substring(0, length));
        }
        int cut = whole.length() - COMMON.length() - 1;
        assertThat(decoding.rejected).isEmpty();
        assertThat(decoding.rows)
                .hasSize(cut)
                .allSatisfy(row -> assertThat(row.get(2)).isNull());
        assertThat(decoding.rows.get(cut - 1)).containsExactly(512L, "http://r/", null);
        assertThat(decoding.decoder.truncated()).isEqualTo(cut);
    }

    @Test
    void refusesLinesThatEndBeforeTheSize() {
        Decoding decoding = new Decoding(ALL);
        for (int length = 0; length < COMMON.length() - "512".length(); length++) {
            decoding.decode(COMMON.substring(0, length));
        }
        assertThat(decoding.rows).isEmpty();
        assertThat(decoding.rejected).hasSize(COMMON.length() - 3);
        assertThat(decoding.rejected.get(0L)).isEqualTo("TRUNCATED: the line ends before its client");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(reason(COMMON.replace(" 200 ", " 2x0 "))).isEqualTo("MALFORMED: no status at '2x0 512'");
        assertThat(reason(COMMON + "x")).isEqualTo("MALFORMED: no bytes at '512x'");
        assertThat(reason(COMMON + " x y")).isEqualTo("MALFORMED: no referrer at ' x y'");
        assertThat(reason(COMMON.replace("May", "Mai")))
                .isEqualTo("BAD_TIME: time is '17/Mai/2015:10:05:03 +0200', which is no time of its format");
        assertThat(reason(COMMON.replace("512", "99999999999999999999")))
                .isEqualTo("WRONG_TYPE: bytes is '99999999999999999999', which is no BIGINT");
        assertThat(reason(COMMON.replace("203.0.113.9", "-"))).isEqualTo("MISSING_FIELD: client has no value");
        byte[] latin1 = (COMMON + " \"-\" \"caf\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new Decoding(ALL).decode(List.of(latin1)).rejected.get(0L))
                .isEqualTo("BAD_UTF8: the line is not UTF-8 at '\\xe9\"'");
    }

    @Test
    void ignoresWhatExtendedFormatsAppend() {
        assertThat(project("agent").decode(COMMON + " \"-\" \"a\" 0.004 \"x\"").row())
                .containsExactly("a");
    }

    @Test
    void refusesPartsThatThereAreNot() {
        List<FieldSpec> fields =
                List.of(new FieldSpec(Field.required("t", Type.TIMESTAMP), "when", AccessLogFields.TIME_FORMAT));
        assertThatThrownBy(() -> new Decoding(Decoding.spec(new InputFormat.AccessLog(), fields, "t")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'when'");
    }

    private static Decoding decode(String... lines) {
        return new Decoding(ALL).decode(lines);
    }

    private static Decoding project(String... names) {
        return new Decoding(Decoding.project(ALL, names));
    }

    private static String reason(String line) {
        return new Decoding(ALL).decode(line).rejected.getOrDefault(0L, "accepted");
    }
}
