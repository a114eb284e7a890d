package dev.freshet.core.join;

import dev.freshet.core.state.SideRows;
import dev.freshet.core.time.Clamped;

/**
 * Which right row a left row takes, when that is certain, and which right rows are of no use any more.
 *
 * <p>What comes is at or after the watermark W. So a match at distance d before the left time t is certain once W reaches
 * t + d, since what is nearer would have come; one at the time f behind it once W has passed f; and that there is none once W
 * has passed t and the tolerance.
 */
record AsOfMatch(AsOfDirection direction, long toleranceMs, boolean allowExactMatches) {
    /** Takes the version that is valid at a time. */
    static final AsOfMatch VERSION = new AsOfMatch(AsOfDirection.BACKWARD, AsOfJoinSpec.UNLIMITED, true);

    private static final int NONE = -1;
    private static final long NEVER = Long.MAX_VALUE;

    /** The place of the right row that a left row of this time takes of what is there, or -1; -1 too if it is a deletion. */
    int place(long timeMs, SideRows rights, int key) {
        int before = direction == AsOfDirection.FORWARD ? NONE : before(timeMs, rights, key);
        if (before != NONE && isDeletion(rights, key, before)) {
            return NONE;
        }
        int after = direction == AsOfDirection.BACKWARD ? NONE : after(timeMs, rights, key);
        if (before == NONE || after == NONE) {
            return before == NONE ? after : before;
        }
        long distanceBefore = Clamped.subtract(timeMs, rights.time(key, before));
        return distanceBefore <= Clamped.subtract(rights.time(key, after), timeMs) ? before : after;
    }

    /** The watermark at which {@link #place} is final for a left row of this time, if nothing else comes. */
    long certainAt(long timeMs, SideRows rights, int key) {
        if (direction == AsOfDirection.BACKWARD) {
            return allowExactMatches ? Clamped.add(timeMs, 1) : timeMs;
        }
        long at = Clamped.add(Clamped.add(timeMs, toleranceMs), 1);
        int after = after(timeMs, rights, key);
        if (after != NONE) {
            at = Math.min(at, Clamped.add(rights.time(key, after), 1));
        }
        int before = direction == AsOfDirection.FORWARD ? NONE : before(timeMs, rights, key);
        if (before != NONE) {
            long distance = Clamped.subtract(timeMs, rights.time(key, before));
            at = Math.min(at, Clamped.add(timeMs, Math.max(1, distance)));
        }
        return at;
    }

    /** How many of the key's right rows, from the first, no left row will take: none that waits, and none that may come. */
    int useless(SideRows lefts, SideRows rights, int key, long watermarkMs) {
        int count = rights.count(key);
        long earliestMs = lefts.count(key) > 0 ? Math.min(lefts.time(key, 0), watermarkMs) : watermarkMs;
        if (earliestMs == Long.MAX_VALUE) {
            return count;
        }
        if (direction == AsOfDirection.FORWARD) {
            return rights.countBefore(key, earliestMs);
        }
        int takeable = allowExactMatches ? rights.countThrough(key, earliestMs) : rights.countBefore(key, earliestMs);
        int superseded = Math.max(0, takeable - 1);
        // What another version of its own time may still come behind is not forgotten.
        if (takeable > 0 && isDeletion(rights, key, superseded) && rights.time(key, superseded) < earliestMs) {
            superseded++;
        }
        return toleranceMs == AsOfJoinSpec.UNLIMITED
                ? superseded
                : Math.max(superseded, rights.countBefore(key, Clamped.subtract(earliestMs, toleranceMs)));
    }

    /** The watermark at which one of the key's right rows is of no use any more. */
    long uselessAt(SideRows lefts, SideRows rights, int key) {
        int count = rights.count(key);
        boolean heldByLefts = direction != AsOfDirection.BACKWARD && lefts.count(key) > 0;
        if (count == 0 || heldByLefts) {
            return NEVER;
        }
        if (direction == AsOfDirection.FORWARD) {
            return Clamped.add(rights.time(key, 0), 1);
        }
        long at = toleranceMs == AsOfJoinSpec.UNLIMITED
                ? NEVER
                : Clamped.add(Clamped.add(rights.time(key, 0), toleranceMs), 1);
        if (isDeletion(rights, key, 0)) {
            at = Math.min(at, Clamped.add(rights.time(key, 0), 1));
        }
        return count == 1 ? at : Math.min(at, Clamped.add(rights.time(key, 1), allowExactMatches ? 0 : 1));
    }

    /** Whether the key has no value from this row on; only looking backward. */
    private static boolean isDeletion(SideRows rights, int key, int place) {
        return rights.store().isMarked(rights.row(key, place));
    }

    private int before(long timeMs, SideRows rights, int key) {
        int count = allowExactMatches ? rights.countThrough(key, timeMs) : rights.countBefore(key, timeMs);
        boolean near = count > 0 && Clamped.subtract(timeMs, rights.time(key, count - 1)) <= toleranceMs;
        return near ? count - 1 : NONE;
    }

    private int after(long timeMs, SideRows rights, int key) {
        int place = allowExactMatches ? rights.countBefore(key, timeMs) : rights.countThrough(key, timeMs);
        boolean near = place < rights.count(key) && Clamped.subtract(rights.time(key, place), timeMs) <= toleranceMs;
        return near ? place : NONE;
    }
}
