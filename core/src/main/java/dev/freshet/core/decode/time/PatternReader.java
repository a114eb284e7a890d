package dev.freshet.core.decode.time;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of {@link DateTimeFormatter}: strict (no 30th of February), English, proleptic. A date alone is its midnight; no
 * zone is UTC. The last text read is remembered, since the times of neighbouring records are often the same.
 */
final class PatternReader implements TimestampReader {
    private static final int MAX_LENGTH = 256;

    private final DateTimeFormatter formatter;
    private byte[] lastText = new byte[0];
    private long lastMs = UNREADABLE;

    PatternReader(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern);
        if (!pattern.contains("G")) {
            builder.parseDefaulting(ChronoField.ERA, 1);
        }
        formatter = builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public long read(byte[] data, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return UNREADABLE;
        }
        if (!Arrays.equals(lastText, 0, lastText.length, data, from, to)) {
            lastText = Arrays.copyOfRange(data, from, to);
            lastMs = parse(new String(lastText, StandardCharsets.UTF_8));
        }
        return lastMs;
    }

    private long parse(String text) {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
                long seconds = parsed.getLong(ChronoField.INSTANT_SECONDS);
                return Calendar.inRange(
                        Math.addExact(Math.multiplyExact(seconds, 1000L), parsed.get(ChronoField.MILLI_OF_SECOND)));
            }
            LocalDate date = LocalDate.from(parsed);
            @Nullable LocalTime time = parsed.query(TemporalQueries.localTime());
            @Nullable ZoneId zone = parsed.query(TemporalQueries.zone());
            return Calendar.inRange(date.atTime(time == null ? LocalTime.MIDNIGHT : time)
                    .atZone(zone == null ? ZoneOffset.UTC : zone)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return UNREADABLE;
        }
    }
}
