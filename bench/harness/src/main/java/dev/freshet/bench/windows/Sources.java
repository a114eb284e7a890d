package dev.freshet.bench.windows;

import java.util.Arrays;

/**
 * Event time as a task behind a shuffle can know it: the least of what the sources have come to. An event is
 * older than those of its source before it by at most {@code slackMs}.
 */
public final class Sources {
    private final long[] newestMs;
    private final boolean[] ended;
    private final long slackMs;

    public Sources(int sources, long slackMs) {
        this.newestMs = new long[sources];
        Arrays.fill(newestMs, Long.MIN_VALUE);
        this.ended = new boolean[sources];
        this.slackMs = slackMs;
    }

    public void seen(int source, long timeMs) {
        newestMs[source] = Math.max(newestMs[source], timeMs);
    }

    public void ended(int source) {
        ended[source] = true;
    }

    public boolean allEnded() {
        for (boolean one : ended) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    /** Nothing before it will come; {@link Long#MAX_VALUE} when all have ended. */
    public long watermarkMs() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < newestMs.length; i++) {
            if (!ended[i]) {
                least = Math.min(least, newestMs[i]);
            }
        }
        return least == Long.MAX_VALUE || least == Long.MIN_VALUE ? least : least - slackMs;
    }
}
