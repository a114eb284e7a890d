package dev.freshet.core.decode.time;

/** The time of web access logs, {@code 17/May/2015:10:05:03 +0000}, which always has the same length. */
final class AccessLogTimeReader implements TimestampReader {
    /** The same as a pattern of {@link java.time.format.DateTimeFormatter}. */
    static final String PATTERN = "dd/MMM/yyyy:HH:mm:ss Z";

    private static final int LENGTH = 26;
    private static final int MAX_OFFSET_SECONDS = 18 * 3600;

    @Override
    public long read(byte[] data, int from, int to) {
        if (to - from != LENGTH
                || data[from + 2] != '/'
                || data[from + 6] != '/'
                || data[from + 11] != ':'
                || data[from + 14] != ':'
                || data[from + 17] != ':'
                || data[from + 20] != ' ') {
            return UNREADABLE;
        }
        int day = Calendar.two(data, from);
        int month = month(data[from + 3], data[from + 4], data[from + 5]);
        int year = Calendar.four(data, from + 7);
        int hour = Calendar.two(data, from + 12);
        int minute = Calendar.two(data, from + 15);
        int second = Calendar.two(data, from + 18);
        if (!Calendar.isDate(year, month, day) || !Calendar.isTime(hour, minute, second)) {
            return UNREADABLE;
        }
        int sign = data[from + 21] == '+' ? 1 : data[from + 21] == '-' ? -1 : 0;
        int offsetHours = Calendar.two(data, from + 22);
        int offsetMinutes = Calendar.two(data, from + 24);
        int offset = offsetHours * 3600 + offsetMinutes * 60;
        if (sign == 0 || offsetHours < 0 || offsetMinutes < 0 || offsetMinutes > 59 || offset > MAX_OFFSET_SECONDS) {
            return UNREADABLE;
        }
        long epochDay = Calendar.epochDay(year, month, day);
        return Calendar.inRange(Calendar.epochMs(epochDay, hour, minute, second, 0, sign * offset));
    }

    /** 1 to 12 for an English month's three letters, else 0. */
    private static int month(byte first, byte second, byte third) {
        return switch (first << 16 | second << 8 | third) {
            case 'J' << 16 | 'a' << 8 | 'n' -> 1;
            case 'F' << 16 | 'e' << 8 | 'b' -> 2;
            case 'M' << 16 | 'a' << 8 | 'r' -> 3;
            case 'A' << 16 | 'p' << 8 | 'r' -> 4;
            case 'M' << 16 | 'a' << 8 | 'y' -> 5;
            case 'J' << 16 | 'u' << 8 | 'n' -> 6;
            case 'J' << 16 | 'u' << 8 | 'l' -> 7;
            case 'A' << 16 | 'u' << 8 | 'g' -> 8;
            case 'S' << 16 | 'e' << 8 | 'p' -> 9;
            case 'O' << 16 | 'c' << 8 | 't' -> 10;
            case 'N' << 16 | 'o' << 8 | 'v' -> 11;
            case 'D' << 16 | 'e' << 8 | 'c' -> 12;
            default -> 0;
        };
    }
}
