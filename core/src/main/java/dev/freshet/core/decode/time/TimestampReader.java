package dev.freshet.core.decode.time;

import dev.freshet.core.decode.TimeFormat;

/** Reads moments of one format out of bytes. Keeps scratch space: one instance a thread. */
public interface TimestampReader {
    /** What {@link #read} returns for what is no moment of its format, or outside of the years 1 to 9999. */
    long UNREADABLE = Long.MIN_VALUE;

    /** Reads a moment: milliseconds since 1970-01-01T00:00:00Z, smaller units cut off; or {@link #UNREADABLE}. */
    long read(byte[] data, int from, int to);

    /** Whether the format writes moments as numbers, so that a JSON number will do as well as a string. */
    default boolean isNumeric() {
        return false;
    }

    /** A reader for a format; fails if a pattern is none. */
    static TimestampReader of(TimeFormat format) {
        if (format instanceof TimeFormat.Epoch unit) {
            return new EpochReader(unit);
        }
        if (format instanceof TimeFormat.Iso8601) {
            return new IsoReader();
        }
        String pattern = ((TimeFormat.Pattern) format).pattern();
        return pattern.equals(AccessLogTimeReader.PATTERN) ? new AccessLogTimeReader() : new PatternReader(pattern);
    }
}
