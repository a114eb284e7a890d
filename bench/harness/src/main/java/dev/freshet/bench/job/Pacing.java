package dev.freshet.bench.job;

/**
 * When events come into being. Without a rate all are there from the start, with times of their own; with one, event
 * <i>i</i> comes into being <i>i / rate</i> seconds after the start, and that is its time.
 *
 * @param perSecond events a second over all instances; 0 for all at once
 * @param startMs epoch ms of the first event
 */
public record Pacing(long perSecond, long startMs) {
    /** All at once. */
    public static final Pacing NONE = new Pacing(0, EventPool.START_MS);

    /** How many events there are at a time. */
    long due(long nowMs) {
        return perSecond == 0 ? Long.MAX_VALUE : Math.max(0, (nowMs - startMs) * perSecond / 1000);
    }

    long timeMs(long event, EventPool pool) {
        return startMs + (perSecond == 0 ? pool.elapsedMs(event) : event * 1000 / perSecond);
    }
}
