package dev.freshet.core.expr.time;

/**
 * The proleptic Gregorian calendar in UTC over epoch milliseconds, by arithmetic alone, for all values of {@code long}.
 * Days to dates and back as in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so
 * that the leap day is the last.
 */
public final class CivilTime {
    public static final long SECOND_MS = 1000;
    public static final long MINUTE_MS = 60 * SECOND_MS;
    public static final long HOUR_MS = 60 * MINUTE_MS;
    public static final long DAY_MS = 24 * HOUR_MS;

    private static final long DAYS_PER_ERA = 146_097;
    private static final long EPOCH_SHIFT_DAYS = 719_468;

    private CivilTime() {}

    /** Days from 1970-01-01 to that date. */
    public static long epochDay(long year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT_DAYS;
    }

    /** The date of a day, as {@code year * 512 + month * 32 + day}: see {@link #year}, {@link #month}, {@link #day}. */
    public static long date(long epochDay) {
        long shifted = epochDay + EPOCH_SHIFT_DAYS;
        long era = Math.floorDiv(shifted, DAYS_PER_ERA);
        long dayOfEra = shifted - era * DAYS_PER_ERA;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shiftedMonth = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year * 512 + month * 32 + day;
    }

    public static long year(long date) {
        return date >> 9;
    }

    public static int month(long date) {
        return (int) (date >> 5) & 15;
    }

    public static int day(long date) {
        return (int) date & 31;
    }

    public static int daysInMonth(long year, int month) {
        if (month == 2) {
            return isLeap(year) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** A part of a moment. */
    public static long extract(TimeUnit unit, long ms) {
        long day = Math.floorDiv(ms, DAY_MS);
        long inDay = ms - day * DAY_MS;
        return switch (unit) {
            case YEAR -> year(date(day));
            case QUARTER -> (month(date(day)) + 2) / 3;
            case MONTH -> month(date(day));
            case WEEK -> isoWeek(day);
            case DAY -> day(date(day));
            case HOUR -> inDay / HOUR_MS;
            case MINUTE -> inDay / MINUTE_MS % 60;
            case SECOND -> inDay / SECOND_MS % 60;
            case MILLISECOND -> inDay % MINUTE_MS;
            case DOW -> Math.floorMod(day + 4, 7L);
            case ISODOW -> Math.floorMod(day + 3, 7L) + 1;
            case DOY -> day - epochDay(year(date(day)), 1, 1) + 1;
            case EPOCH -> Math.floorDiv(ms, SECOND_MS);
        };
    }

    private static long isoWeek(long day) {
        long thursday = day - Math.floorMod(day + 3, 7L) + 3;
        return (thursday - epochDay(year(date(thursday)), 1, 1)) / 7 + 1;
    }

    /**
     * The start of the unit that a moment lies in.
     *
     * @throws ArithmeticException where that is before the least {@code long}
     */
    public static long floor(TimeUnit unit, long ms) {
        long day = Math.floorDiv(ms, DAY_MS);
        return switch (unit) {
            case YEAR -> startOfDay(epochDay(year(date(day)), 1, 1));
            case QUARTER -> {
                long date = date(day);
                yield startOfDay(epochDay(year(date), (month(date) - 1) / 3 * 3 + 1, 1));
            }
            case MONTH -> startOfDay(day - day(date(day)) + 1);
            case WEEK -> startOfDay(day - Math.floorMod(day + 3, 7L));
            case DAY -> startOfDay(day);
            case HOUR -> bucket(HOUR_MS, ms);
            case MINUTE -> bucket(MINUTE_MS, ms);
            case SECOND -> bucket(SECOND_MS, ms);
            case MILLISECOND -> ms;
            case DOW, ISODOW, DOY, EPOCH -> throw new IllegalArgumentException("time is not cut by " + unit);
        };
    }

    /**
     * The least start of a unit not before a moment.
     *
     * @throws ArithmeticException where that, or the start before, does not fit a {@code long}
     */
    public static long ceil(TimeUnit unit, long ms) {
        long floor = floor(unit, ms);
        if (floor == ms) {
            return ms;
        }
        return switch (unit) {
            case YEAR -> addMonths(floor, 12);
            case QUARTER -> addMonths(floor, 3);
            case MONTH -> addMonths(floor, 1);
            case WEEK -> Math.addExact(floor, 7 * DAY_MS);
            case DAY -> Math.addExact(floor, DAY_MS);
            case HOUR -> Math.addExact(floor, HOUR_MS);
            case MINUTE -> Math.addExact(floor, MINUTE_MS);
            default -> Math.addExact(floor, SECOND_MS);
        };
    }

    /**
     * The start of the interval of that width, counted from 1970-01-01, that a moment lies in.
     *
     * @throws ArithmeticException where that is before the least {@code long}
     */
    public static long bucket(long widthMs, long ms) {
        return Math.subtractExact(ms, Math.floorMod(ms, widthMs));
    }

    /**
     * The same time of day that many months later, on the last day of the month where the day does not exist.
     *
     * @throws ArithmeticException where the moment does not fit a {@code long}
     */
    public static long addMonths(long ms, long months) {
        long epochDay = Math.floorDiv(ms, DAY_MS);
        long date = date(epochDay);
        long total = Math.addExact(year(date) * 12 + month(date) - 1, months);
        long year = Math.floorDiv(total, 12L);
        if (Math.abs(year) > 300_000_000L) {
            throw new ArithmeticException("year " + year);
        }
        int month = (int) (total - year * 12) + 1;
        int day = Math.min(day(date), daysInMonth(year, month));
        long start = Math.multiplyExact(epochDay(year, month, day) + 1, DAY_MS);
        return Math.addExact(start, ms - epochDay * DAY_MS - DAY_MS);
    }

    /** The moment of a day's start, which may lie up to a day before the least {@code long}: then it fails. */
    private static long startOfDay(long epochDay) {
        return Math.multiplyExact(epochDay, DAY_MS);
    }
}
