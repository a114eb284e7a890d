package dev.freshet.spouts.source;

import org.jspecify.annotations.Nullable;

/** Replays events at a multiple of real time: an event is due as long after the first one as event time says, divided by the speed. */
final class Pace {
    private final double speed;
    private @Nullable Anchor anchor;

    private record Anchor(long eventTimeMs, long atMs) {}

    /**
     * @param speed event-time seconds a second; 0 for as fast as it goes
     */
    Pace(double speed) {
        this.speed = speed;
    }

    boolean unlimited() {
        return speed == 0;
    }

    /** Whether an event of this time may go; the first one ever asked about may. */
    boolean due(long eventTimeMs, long nowMs) {
        if (unlimited()) {
            return true;
        }
        Anchor first = anchor;
        if (first == null) {
            first = new Anchor(eventTimeMs, nowMs);
            anchor = first;
        }
        return (double) eventTimeMs - first.eventTimeMs() <= (nowMs - first.atMs()) * speed;
    }
}
