package dev.freshet.bench.engine;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.sink.RedisResults;

/** An engine that can be compared. Found by {@link java.util.ServiceLoader}; has a constructor without arguments. */
public interface Engine {
    /** The name of the one that answers nothing, so that there is nothing to check. */
    String DECODE_ONLY = "decode-only";

    /** The name in commands and results. */
    String name();

    boolean supports(JobName job, SourceKind source, SinkKind sink);

    /** Where the results of a job are when the sink is Redis. */
    default ResultPlace place(JobName job) {
        return RedisResults.place(job);
    }

    /**
     * Runs the job to its end and stops all that it started. Takes its events from {@link Run#feed} or from Kafka, starts
     * and stops {@link Run#meter}, and gives the answer: from memory by {@link Run#answer}, from Redis by reading it back.
     *
     * <p>Where events come at a rate, from Kafka, there is no end, and the process is stopped from outside.
     */
    RunResult run(Run run) throws Exception;
}
