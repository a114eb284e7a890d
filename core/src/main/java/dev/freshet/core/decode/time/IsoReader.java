package dev.freshet.core.decode.time;

/**
 * ISO-8601 in its extended form: {@code 2015-05-17}, {@code 2015-05-17T10:05}, {@code 2015-05-17 10:05:03.25+02:00}, with
 * up to nine decimals of a second, Z, {@code +hh}, {@code +hhmm} or {@code +hh:mm}; UTC where there is none of these.
 */
final class IsoReader implements TimestampReader {
    private static final int DATE_LENGTH = 10;
    private static final int MAX_OFFSET_SECONDS = 18 * 3600;

    private int at;
    private int milli;

    @Override
    public long read(byte[] data, int from, int to) {
        int length = to - from;
        if (length < DATE_LENGTH || data[from + 4] != '-' || data[from + 7] != '-') {
            return UNREADABLE;
        }
        int year = Calendar.four(data, from);
        int month = Calendar.two(data, from + 5);
        int day = Calendar.two(data, from + 8);
        if (!Calendar.isDate(year, month, day)) {
            return UNREADABLE;
        }
        long epochDay = Calendar.epochDay(year, month, day);
        if (length == DATE_LENGTH) {
            return Calendar.inRange(Calendar.epochMs(epochDay, 0, 0, 0, 0, 0));
        }
        at = from + DATE_LENGTH;
        if ((data[at] != 'T' && data[at] != 't' && data[at] != ' ') || to - at < 6 || data[at + 3] != ':') {
            return UNREADABLE;
        }
        int hour = Calendar.two(data, at + 1);
        int minute = Calendar.two(data, at + 4);
        at += 6;
        int second = readSecond(data, to);
        if (!Calendar.isTime(hour, minute, second)) {
            return UNREADABLE;
        }
        int offset = readOffset(data, to);
        if (offset > MAX_OFFSET_SECONDS) {
            return UNREADABLE;
        }
        return Calendar.inRange(Calendar.epochMs(epochDay, hour, minute, second, milli, offset));
    }

    /** The second, its decimals into {@link #milli}; 0 where there is none; negative if it cannot be read. */
    private int readSecond(byte[] data, int to) {
        milli = 0;
        if (at == to || data[at] != ':') {
            return 0;
        }
        if (to - at < 3) {
            return -1;
        }
        int second = Calendar.two(data, at + 1);
        at += 3;
        if (at < to && (data[at] == '.' || data[at] == ',')) {
            int digits = 0;
            for (at++; at < to && data[at] >= '0' && data[at] <= '9'; at++) {
                if (digits < 3) {
                    milli = milli * 10 + (data[at] - '0');
                }
                digits++;
            }
            if (digits == 0 || digits > 9) {
                return -1;
            }
            milli *= digits == 1 ? 100 : digits == 2 ? 10 : 1;
        }
        return second;
    }

    /** Seconds ahead of UTC; {@link Integer#MAX_VALUE} if what stands there to the end is no offset. */
    private int readOffset(byte[] data, int to) {
        int length = to - at;
        if (length == 0 || (length == 1 && (data[at] == 'Z' || data[at] == 'z'))) {
            return 0;
        }
        boolean colon = length == 6 && data[at + 3] == ':';
        if ((data[at] != '+' && data[at] != '-') || (length != 3 && length != 5 && !colon)) {
            return Integer.MAX_VALUE;
        }
        int hours = Calendar.two(data, at + 1);
        int minutes = length == 3 ? 0 : Calendar.two(data, to - 2);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 3600 + minutes * 60 > MAX_OFFSET_SECONDS) {
            return Integer.MAX_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return data[at] == '-' ? -seconds : seconds;
    }
}
