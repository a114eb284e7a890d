package dev.freshet.bolts.results;

import dev.freshet.bolts.InputSpec;
import dev.freshet.bolts.kafka.KafkaTarget;
import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.storm.epoch.EpochSpec;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code TopicSinkBolt} appends, and where.
 *
 * @param kafka the brokers
 * @param results the results, each with its topic and the stream that its rows come by
 * @param flushRows at how many rows a write begins
 * @param flushMs how long a row waits for others at most, milliseconds
 * @param board where the task publishes its counters
 * @param epochs the job's epochs; null where it has none
 */
public record TopicSinkSpec(
        KafkaTarget kafka,
        List<Routed> results,
        int flushRows,
        long flushMs,
        JobBoardFactory board,
        @Nullable EpochSpec epochs)
        implements Serializable {
    /** A result, the stream that its rows come by, and where they go. */
    public record Routed(InputSpec input, ResultSpec result, String topic) implements Serializable {}

    public TopicSinkSpec {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("a sink needs a result");
        }
    }
}
