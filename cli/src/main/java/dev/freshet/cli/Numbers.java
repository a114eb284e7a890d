package dev.freshet.cli;

import java.time.Instant;
import java.util.Locale;

/** Figures as people read them. */
final class Numbers {
    private Numbers() {}

    /** {@code 1,234,567}. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 8.4M/s}, {@code 12.3k/s}, {@code 310/s}. */
    static String rate(double perSecond) {
        if (perSecond >= 1e6) {
            return String.format(Locale.ROOT, "%.2fM/s", perSecond / 1e6);
        }
        if (perSecond >= 1e4) {
            return String.format(Locale.ROOT, "%.1fk/s", perSecond / 1e3);
        }
        return String.format(Locale.ROOT, "%.0f/s", perSecond);
    }

    /** {@code 03:12}, {@code 1:03:12}. */
    static String clock(long ms) {
        long s = ms / 1000;
        return s >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60)
                : String.format(Locale.ROOT, "%02d:%02d", s / 60, s % 60);
    }

    /** ISO-8601 UTC, or {@code -} for no time. */
    static String time(long epochMs) {
        return epochMs == Long.MIN_VALUE || epochMs == Long.MAX_VALUE
                ? "-"
                : Instant.ofEpochMilli(epochMs).toString();
    }
}
