package dev.freshet.bench.storm;

import java.util.Arrays;

/**
 * Event time as a bolt behind a shuffle can know it: the least of what the sources have come to. A source's tuples are
 * overtaken by at most as many as it may have pending, which {@code slackMs} allows for.
 */
final class Sources {
    private final long[] newestMs;
    private final boolean[] ended;
    private final long slackMs;

    Sources(int sources, long slackMs) {
        this.newestMs = new long[sources];
        Arrays.fill(newestMs, Long.MIN_VALUE);
        this.ended = new boolean[sources];
        this.slackMs = slackMs;
    }

    void seen(int source, long timeMs) {
        newestMs[source] = Math.max(newestMs[source], timeMs);
    }

    void ended(int source) {
        ended[source] = true;
    }

    boolean allEnded() {
        for (boolean one : ended) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    /** Nothing before it will come; {@link Long#MAX_VALUE} when all have ended. */
    long watermarkMs() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < newestMs.length; i++) {
            if (!ended[i]) {
                least = Math.min(least, newestMs[i]);
            }
        }
        return least == Long.MAX_VALUE || least == Long.MIN_VALUE ? least : least - slackMs;
    }
}
