package dev.freshet.core.dead;

import java.util.Locale;

/** Why a record or a row was not used. Every drop has one, and is counted under it. */
public enum Reason {
    /** The record breaks its format's grammar. */
    MALFORMED,
    /** The record ends before its format says it may. */
    TRUNCATED,
    /** A field holds a value of another type than the schema's, or one out of its range. */
    WRONG_TYPE,
    /** A field that must have a value has none. */
    MISSING_FIELD,
    /** The bytes are not valid UTF-8. */
    BAD_UTF8,
    /** The record has no event time. */
    MISSING_TIME,
    /** The event time cannot be read. */
    BAD_TIME,
    /** The event time is further ahead of the wall clock than the input allows. */
    TIME_AHEAD,
    /** The record is larger than the source allows. */
    TOO_LARGE,
    /** An expression failed for the row: overflow, division by zero, a CAST. */
    EXPRESSION,
    /** Code of a user's own, such as a process or an aggregate, threw for the row. */
    USER_CODE,
    /** The row came after all its windows were closed for good, or behind the watermark of a join. */
    LATE,
    /** An operator that may hold only so much was full. */
    STATE_FULL;

    /** The name in counters, results and JSON: lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
