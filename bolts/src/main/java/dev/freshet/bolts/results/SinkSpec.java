package dev.freshet.bolts.results;

import dev.freshet.bolts.InputSpec;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.storm.epoch.EpochSpec;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code RedisSinkBolt} writes, and where.
 *
 * @param redis the server
 * @param run a number that grows from run to run of the job, epoch ms of its submission: results of a later run replace an
 *     earlier one's whatever their revisions; {@code _gen} is this plus the tuple's generation
 * @param results the results, each with the stream that its rows come by
 * @param flushRows at how many rows a write begins
 * @param flushMs how long a row waits for others at most, milliseconds
 * @param board where the task publishes its counters
 * @param epochs the job's epochs; null where it has none
 */
public record SinkSpec(
        RedisConfig redis,
        long run,
        List<Routed> results,
        int flushRows,
        long flushMs,
        JobBoardFactory board,
        @Nullable EpochSpec epochs)
        implements Serializable {
    /** At how many rows a write begins unless said otherwise. */
    public static final int DEFAULT_FLUSH_ROWS = 1000;
    /** How long a row waits unless said otherwise. */
    public static final long DEFAULT_FLUSH_MS = 20;

    /** A result and the stream that its rows come by. */
    public record Routed(InputSpec input, ResultSpec result) implements Serializable {}

    public SinkSpec {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("a sink needs a result");
        }
        if (flushRows < 1 || flushMs < 0) {
            throw new IllegalArgumentException(
                    "a sink must flush at some rows and time (rows " + flushRows + ", " + flushMs + " ms)");
        }
    }

    public static SinkSpec of(RedisConfig redis, long run, List<Routed> results, JobBoardFactory board) {
        return new SinkSpec(redis, run, results, DEFAULT_FLUSH_ROWS, DEFAULT_FLUSH_MS, board, null);
    }
}
