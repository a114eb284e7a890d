package dev.freshet.core.join;

import dev.freshet.core.time.Clamped;
import java.io.Serializable;

/**
 * Which event times of a left and a right row match. Arithmetic is clamped at the ends of 64-bit milliseconds. The times that
 * match a row's are one interval, and later rows have later ones.
 */
public sealed interface JoinCondition extends Serializable {
    /**
     * {@code left + lower <= right <= left + upper}, both ends included. Example, lower −5 s and upper 10 s: the left time
     * 12:00:00 matches the right times from 11:59:55 to 12:00:10.
     *
     * @param lowerMs milliseconds, of either sign
     * @param upperMs milliseconds, not less
     */
    record Interval(long lowerMs, long upperMs) implements JoinCondition {
        public Interval {
            if (lowerMs > upperMs) {
                throw new IllegalArgumentException("the lower bound of an interval join is greater than its upper bound"
                        + " (lower " + lowerMs + " ms, upper " + upperMs + " ms)");
            }
            if (lowerMs == Long.MIN_VALUE) {
                throw new IllegalArgumentException("the lower bound of an interval join is out of range");
            }
        }

        @Override
        public long firstMatch(JoinSide side, long timeMs) {
            return Clamped.add(timeMs, side == JoinSide.LEFT ? lowerMs : -upperMs);
        }

        @Override
        public long lastMatch(JoinSide side, long timeMs) {
            return Clamped.add(timeMs, side == JoinSide.LEFT ? upperMs : -lowerMs);
        }

        @Override
        public long lateAt(long timeMs) {
            return Clamped.add(timeMs, 1);
        }

        @Override
        public long outputDelayMs(JoinKind kind) {
            long left = kind == JoinKind.SEMI || kind.emitsUnmatched(JoinSide.LEFT) ? upperMs : 0;
            long right = kind.emitsUnmatched(JoinSide.RIGHT) ? -lowerMs : 0;
            return Math.max(0, Math.max(left, right));
        }

        @Override
        public String text() {
            return "within [" + lowerMs + " ms, " + upperMs + " ms]";
        }
    }

    /**
     * Both times are in the same window {@code [start, start + size)} of those that begin at the multiples of the size since
     * 1970-01-01T00:00:00Z, also before it. Example, size 60 s: 12:00:00 and 12:00:59.999 match, 12:01:00 matches neither.
     *
     * @param sizeMs milliseconds
     */
    record SameWindow(long sizeMs) implements JoinCondition {
        public SameWindow {
            if (sizeMs < 1) {
                throw new IllegalArgumentException("a window needs a size (" + sizeMs + " ms)");
            }
        }

        @Override
        public long firstMatch(JoinSide side, long timeMs) {
            return Clamped.add(timeMs, -Math.floorMod(timeMs, sizeMs));
        }

        @Override
        public long lastMatch(JoinSide side, long timeMs) {
            return Clamped.add(timeMs, sizeMs - 1 - Math.floorMod(timeMs, sizeMs));
        }

        @Override
        public long lateAt(long timeMs) {
            return Clamped.add(lastMatch(JoinSide.LEFT, timeMs), 1);
        }

        @Override
        public long outputDelayMs(JoinKind kind) {
            return sizeMs - 1;
        }

        @Override
        public String text() {
            return "in the same window of " + sizeMs + " ms";
        }
    }

    /** The earliest time of the other side that matches a row of this side. */
    long firstMatch(JoinSide side, long timeMs);

    /** The latest time of the other side that matches a row of this side. */
    long lastMatch(JoinSide side, long timeMs);

    /** The first watermark at which a row of this time is late. */
    long lateAt(long timeMs);

    /** The first watermark at which no row of the other side can come any more that matches a row of this side. */
    default long expiresAt(JoinSide side, long timeMs) {
        return lateAt(lastMatch(side, timeMs));
    }

    /** How far the event time of a result may be behind the watermark that it comes after, in milliseconds. */
    long outputDelayMs(JoinKind kind);

    /** For people. */
    String text();
}
