package dev.freshet.core.expr.time;

import java.nio.charset.StandardCharsets;

/**
 * Moments as text. Read: {@code 2026-11-22}, {@code 2026-11-22 16:05}, {@code 2026-11-22T16:05:09.123456Z},
 * {@code … +01:00}; digits of the second beyond the millisecond are cut off, and without an offset it is UTC. Written:
 * {@code 2026-11-22 16:05:09.123}, without a fraction where there is none.
 */
public final class TimestampText {
    /** What {@link #parse(byte[], int, int)} gives where the text is no moment. No moment that can be written has it. */
    public static final long INVALID = Long.MIN_VALUE;

    private TimestampText() {}

    /**
     * Reads a moment.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long ms = parse(bytes, 0, bytes.length);
        if (ms == INVALID) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a timestamp such as '2026-11-22 16:05:09.123' (UTC)");
        }
        return ms;
    }

    /** Reads a moment in epoch milliseconds from UTF-8; {@link #INVALID} where it is none. */
    public static long parse(byte[] text, int from, int to) {
        int at = from;
        int end = to;
        while (at < end && text[at] == ' ') {
            at++;
        }
        while (end > at && text[end - 1] == ' ') {
            end--;
        }
        if (end - at < 10 || text[at + 4] != '-' || text[at + 7] != '-') {
            return INVALID;
        }
        int year = digits(text, at, 4);
        int month = digits(text, at + 5, 2);
        int day = digits(text, at + 8, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > CivilTime.daysInMonth(year, month)) {
            return INVALID;
        }
        long midnight = CivilTime.epochDay(year, month, day) * CivilTime.DAY_MS;
        at += 10;
        return at == end ? midnight : time(text, at, end, midnight);
    }

    private static long time(byte[] text, int from, int end, long midnight) {
        if (end - from < 6 || (text[from] != ' ' && text[from] != 'T') || text[from + 3] != ':') {
            return INVALID;
        }
        int hour = digits(text, from + 1, 2);
        int minute = digits(text, from + 4, 2);
        int second = 0;
        int millis = 0;
        int at = from + 6;
        if (at < end && text[at] == ':') {
            if (end - at < 3) {
                return INVALID;
            }
            second = digits(text, at + 1, 2);
            at += 3;
            if (at < end && text[at] == '.') {
                at++;
                int scale = 100;
                int start = at;
                while (at < end && text[at] >= '0' && text[at] <= '9') {
                    millis += (text[at] - '0') * scale;
                    scale /= 10;
                    at++;
                }
                if (at == start) {
                    return INVALID;
                }
            }
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return INVALID;
        }
        long ms = midnight + hour * CivilTime.HOUR_MS + minute * CivilTime.MINUTE_MS + second * 1000L + millis;
        return at == end ? ms : zone(text, at, end, ms);
    }

    private static long zone(byte[] text, int from, int end, long ms) {
        int at = from;
        if (text[at] == 'Z') {
            return at + 1 == end ? ms : INVALID;
        }
        if (text[at] == ' ') {
            at++;
        }
        int length = end - at;
        if ((length != 3 && length != 5 && length != 6) || (text[at] != '+' && text[at] != '-')) {
            return INVALID;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = 0;
        if (length == 6 && text[at + 3] != ':') {
            return INVALID;
        }
        if (length > 3) {
            minutes = digits(text, end - 2, 2);
        }
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return INVALID;
        }
        long offset = hours * CivilTime.HOUR_MS + minutes * CivilTime.MINUTE_MS;
        return text[at] == '+' ? ms - offset : ms + offset;
    }

    private static int digits(byte[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            if (i >= text.length || text[i] < '0' || text[i] > '9') {
                return -1;
            }
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    /** Writes a moment; years beyond four digits have a sign. */
    public static String format(long ms) {
        StringBuilder text = new StringBuilder(23);
        long epochDay = Math.floorDiv(ms, CivilTime.DAY_MS);
        long date = CivilTime.date(epochDay);
        long year = CivilTime.year(date);
        if (year < 0 || year > 9999) {
            text.append(year < 0 ? '-' : '+');
        }
        pad(text, Math.abs(year), 4).append('-');
        pad(text, CivilTime.month(date), 2).append('-');
        pad(text, CivilTime.day(date), 2).append(' ');
        long inDay = ms - epochDay * CivilTime.DAY_MS;
        pad(text, inDay / CivilTime.HOUR_MS, 2).append(':');
        pad(text, inDay / CivilTime.MINUTE_MS % 60, 2).append(':');
        pad(text, inDay / CivilTime.SECOND_MS % 60, 2);
        long fraction = inDay % CivilTime.SECOND_MS;
        if (fraction != 0) {
            pad(text.append('.'), fraction, 3);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.toString();
    }

    private static StringBuilder pad(StringBuilder text, long value, int width) {
        String digits = Long.toString(value);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        return text.append(digits);
    }
}
