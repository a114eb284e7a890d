package dev.freshet.bench.engine;

import dev.freshet.bench.job.JobName;
import java.util.Locale;

/** Where results go. */
public enum SinkKind {
    /** The check of the answer, in the engine's own process. */
    MEMORY,
    /** A redis-server in another process. */
    REDIS;

    /** Whether a job's results can be written there: pairs have no place of their own in Redis. */
    public boolean takes(JobName job) {
        return this == MEMORY || job != JobName.JOIN;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
