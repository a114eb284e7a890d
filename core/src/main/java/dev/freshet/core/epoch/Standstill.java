package dev.freshet.core.epoch;

/**
 * Whether a process whose tasks another one has taken is needed all the same.
 *
 * <p>Newest is not always wanted: a process that slept from its start until its successor worked is the newest as soon as it is enlisted, and
 * nobody sends to it. Who is displaced cannot tell a successor from such a one, but sees whether epochs become complete without it. If none does
 * for as long as one might take before, it ends; whoever runs it starts it again if it is wanted, and then it is the newest.
 */
final class Standstill {
    private boolean displaced;
    private boolean stranded;
    private long latest;
    private long sinceMs;

    /** Takes note of the record; the time begins with being displaced, and again with every complete epoch. */
    void see(boolean isDisplaced, EpochRecord record, EpochSettings settings, long nowMs) {
        if (!displaced || latest != record.latest() || nowMs < sinceMs) {
            latest = record.latest();
            sinceMs = nowMs;
        }
        displaced |= isDisplaced;
        // The displacement itself has doubled the deadline once.
        long patienceMs = settings.intervalMs() + settings.deadlineMs(record.attempts() - 1);
        stranded |= displaced && nowMs - sinceMs >= patienceMs;
    }

    boolean isStranded() {
        return stranded;
    }
}
