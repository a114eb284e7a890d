package dev.freshet.bench.storm;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.Feed;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import java.io.Serializable;

/**
 * What the bolts of a run have to know.
 *
 * @param sources how many spouts there are
 * @param slackMs by how much a tuple may be older than the newest of its spout before it
 */
record Layout(long runId, JobName job, int sources, long windowMs, long slackMs) implements Serializable {
    /** How many tuples a spout may have pending. */
    static final int PENDING = 4096;

    static Layout of(long runId, RunSpec spec) {
        JobParameters parameters = spec.parameters();
        long overtaking = (PENDING + Feed.STRIPE) * (long) spec.parallelism();
        return new Layout(
                runId,
                spec.job(),
                spec.parallelism(),
                parameters.windowMs(),
                parameters.disorderMs() + overtaking * 1000 / parameters.eventsPerSecond() + 1);
    }
}
