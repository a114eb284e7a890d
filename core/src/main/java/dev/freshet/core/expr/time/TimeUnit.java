package dev.freshet.core.expr.time;

import java.util.Arrays;
import java.util.List;

/** The units of EXTRACT, and of FLOOR and CEIL of a TIMESTAMP. */
public enum TimeUnit {
    YEAR(true),
    QUARTER(true),
    MONTH(true),
    /** The ISO week: from Monday; as a part, its number in the ISO year. */
    WEEK(true),
    DAY(true),
    HOUR(true),
    MINUTE(true),
    SECOND(true),
    /** As a part, the seconds of the minute times 1000 with the milliseconds. */
    MILLISECOND(true),
    /** Day of the week from 0, Sunday. */
    DOW(false),
    /** Day of the week from 1, Monday. */
    ISODOW(false),
    /** Day of the year from 1. */
    DOY(false),
    /** Whole seconds since 1970-01-01, rounded down. */
    EPOCH(false);

    private final boolean divides;

    TimeUnit(boolean divides) {
        this.divides = divides;
    }

    /**
     * The names there are.
     *
     * @param extract whether for EXTRACT; else only those that time can be cut into
     */
    public static List<String> names(boolean extract) {
        return Arrays.stream(values())
                .filter(unit -> extract || unit.divides)
                .map(Enum::name)
                .toList();
    }
}
