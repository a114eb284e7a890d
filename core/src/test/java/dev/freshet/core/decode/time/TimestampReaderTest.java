package dev.freshet.core.decode.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.decode.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampReaderTest {
    private static final String ACCESS_LOG = "dd/MMM/yyyy:HH:mm:ss Z";
    private static final TimeFormat ISO = new TimeFormat.Iso8601();

    @Test
    void readsIso() {
        assertThat(read(ISO, "2015-05-17T10:05:03.25+02:00")).isEqualTo("2015-05-17T08:05:03.250Z");
        assertThat(read(ISO, "2015-05-17 10:05:03,123456789-0130")).isEqualTo("2015-05-17T11:35:03.123Z");
        assertThat(read(ISO, "2015-05-17T10:05")).isEqualTo("2015-05-17T10:05:00Z");
        assertThat(read(ISO, "2016-02-29")).isEqualTo("2016-02-29T00:00:00Z");
        assertThat(read(ISO, "0001-01-01T00:00:00Z")).isEqualTo("0001-01-01T00:00:00Z");
        for (String bad : new String[] {
            "",
            "2015",
            "2015-02-29",
            "1900-02-29",
            "2015-13-01",
            "2015-00-01",
            "2015-05-17T",
            "2015-05-17T10",
            "2015-05-17T24:00",
            "2015-05-17T10:60",
            "2015-05-17T10:05:60Z",
            "2015-05-17T10:05:03.Z",
            "2015-05-17T10:05:03x",
            "2015-05-17T10:05+19",
            "0000-01-01",
            "0001-01-01T00:00+01",
            "2015-05-17T10:05:03+1:00",
            "2015/05/17"
        }) {
            assertThat(read(ISO, bad)).as(bad).isEqualTo("unreadable");
        }
    }

    @Test
    void readsEpochs() {
        assertThat(read(TimeFormat.Epoch.SECONDS, "1431857103.9999")).isEqualTo("2015-05-17T10:05:03.999Z");
        assertThat(read(TimeFormat.Epoch.SECONDS, "1.431857103E9")).isEqualTo("2015-05-17T10:05:03Z");
        assertThat(read(TimeFormat.Epoch.MILLIS, "-1")).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(read(TimeFormat.Epoch.MICROS, "-1")).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(read(TimeFormat.Epoch.SECONDS, "-0.0001")).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(read(TimeFormat.Epoch.MILLIS, "-1e-99999999999")).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(read(TimeFormat.Epoch.MILLIS, "0e99999999999")).isEqualTo("1970-01-01T00:00:00Z");
        for (String bad : new String[] {
            "", "-", "1.", "x", "253402300800", "-9223372036854775808", "1e99999999999", "NaN", "1.5.2"
        }) {
            assertThat(read(TimeFormat.Epoch.SECONDS, bad))
                    .as(bad)
                    .isEqualTo(bad.equals("1.") ? "1970-01-01T00:00:01Z" : "unreadable");
        }
    }

    @Test
    void readsPatterns() {
        assertThat(read(new TimeFormat.Pattern("yyyy-MM-dd HH:mm:ss.SSS VV"), "2015-05-17 10:05:03.250 Europe/Berlin"))
                .isEqualTo("2015-05-17T08:05:03.250Z");
        assertThat(read(new TimeFormat.Pattern("d MMMM uuuu"), "7 May 2015")).isEqualTo("2015-05-07T00:00:00Z");
        assertThat(read(new TimeFormat.Pattern("d MMMM uuuu"), "31 April 2015")).isEqualTo("unreadable");
        assertThatThrownBy(() -> TimestampReader.of(new TimeFormat.Pattern("{nope")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAccessLogTimesAsTheLibraryDoes() {
        Random random = new Random(3);
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(ACCESS_LOG, Locale.ENGLISH);
        TimestampReader slow = new PatternReader(ACCESS_LOG);
        TimestampReader fast = TimestampReader.of(new TimeFormat.Pattern(ACCESS_LOG));
        assertThat(fast).isInstanceOf(AccessLogTimeReader.class);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextInt() * 20L);
            byte[] text = formatter
                    .format(instant.atOffset(ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1200) - 600))))
                    .getBytes(StandardCharsets.US_ASCII);
            assertThat(fast.read(text, 0, text.length)).isEqualTo(instant.toEpochMilli());
            text[random.nextInt(text.length)] = (byte) "0123456789/: +-MayJun".charAt(random.nextInt(21));
            assertThat(fast.read(text, 0, text.length))
                    .as(new String(text, StandardCharsets.US_ASCII))
                    .isEqualTo(slow.read(text, 0, text.length));
        }
    }

    private static String read(TimeFormat format, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        long ms = TimestampReader.of(format).read(bytes, 1, bytes.length - 1);
        return ms == TimestampReader.UNREADABLE
                ? "unreadable"
                : Instant.ofEpochMilli(ms).toString();
    }
}
