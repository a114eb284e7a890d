package dev.freshet.core.decode.time;

/** Arithmetic of the proleptic Gregorian calendar, and digits. */
final class Calendar {
    /** 0001-01-01T00:00:00Z. */
    static final long FIRST_MS = -62_135_596_800_000L;
    /** 9999-12-31T23:59:59.999Z. */
    static final long LAST_MS = 253_402_300_799_999L;

    private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Calendar() {}

    /** The moment itself if it is in the years 1 to 9999, else {@link TimestampReader#UNREADABLE}. */
    static long inRange(long epochMs) {
        return epochMs >= FIRST_MS && epochMs <= LAST_MS ? epochMs : TimestampReader.UNREADABLE;
    }

    static boolean isDate(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leapDay = month == 2 && day == 29 && (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= DAYS_IN_MONTH[month - 1] || leapDay;
    }

    static boolean isTime(int hour, int minute, int second) {
        return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
    }

    /** Days since 1970-01-01 of a date of the years from 0 on: years begin in March, so that the leap day is the last. */
    static long epochDay(int year, int month, int day) {
        long y = month > 2 ? year : year - 1L;
        int monthFromMarch = month > 2 ? month - 3 : month + 9;
        long leapDays = Math.floorDiv(y, 4L) - Math.floorDiv(y, 100L) + Math.floorDiv(y, 400L);
        return 365 * y + leapDays + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468;
    }

    /** A moment, in UTC, given its local date and time and how far that is ahead of UTC. */
    static long epochMs(long epochDay, int hour, int minute, int second, int milli, int offsetSeconds) {
        return (epochDay * 86_400 + hour * 3600L + minute * 60L + second - offsetSeconds) * 1000 + milli;
    }

    /** The number that two digits write, or something negative. */
    static int two(byte[] data, int at) {
        int tens = data[at] - '0';
        int ones = data[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /** The number that four digits write, or something negative. */
    static int four(byte[] data, int at) {
        int high = two(data, at);
        int low = two(data, at + 2);
        return high < 0 || low < 0 ? -1 : high * 100 + low;
    }
}
