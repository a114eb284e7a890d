package dev.freshet.cli;

import java.util.ArrayDeque;

/** Events a second over the last few seconds: sources count whole batches, so a shorter span would jump between none and many. */
final class SlidingRate {
    static final long SPAN_MS = 5_000;

    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    private record Sample(long atMs, long events) {}

    /**
     * Takes a reading.
     *
     * @param nowMs not before the reading before
     * @param events counted so far
     * @return events a second since the newest reading that is at least {@link #SPAN_MS} old, or since the first one; 0 at first
     */
    double at(long nowMs, long events) {
        samples.addLast(new Sample(nowMs, events));
        while (samples.size() > 2 && secondAtMs() <= nowMs - SPAN_MS) {
            samples.removeFirst();
        }
        Sample from = samples.getFirst();
        return nowMs == from.atMs() ? 0 : (events - from.events()) * 1000.0 / (nowMs - from.atMs());
    }

    private long secondAtMs() {
        var each = samples.iterator();
        each.next();
        return each.next().atMs();
    }
}
