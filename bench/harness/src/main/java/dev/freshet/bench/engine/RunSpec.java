package dev.freshet.bench.engine;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;

/**
 * What is to be run.
 *
 * @param events how many events in all
 * @param bootstrap Kafka's {@code host:port}; empty if Kafka is not the source
 * @param topic holds the events of instance <i>s</i> of as many as it has partitions in partition <i>s</i>; empty likewise
 * @param redis the server's URL; empty if Redis is not the sink
 * @param parallelism how many instances of the source, and of what follows
 * @param ratePerSecond events a second, for latency; 0 for as fast as it goes
 */
public record RunSpec(
        JobName job,
        JobParameters parameters,
        long events,
        SourceKind source,
        String bootstrap,
        String topic,
        SinkKind sink,
        String redis,
        int parallelism,
        long ratePerSecond) {
    public RunSpec {
        if (events < 1 || parallelism < 1 || ratePerSecond < 0) {
            throw new IllegalArgumentException("a run needs at least one event and one instance, and no negative rate ("
                    + events + ", " + parallelism + ", " + ratePerSecond + ")");
        }
        if (source == SourceKind.KAFKA && (bootstrap.isEmpty() || topic.isEmpty())) {
            throw new IllegalArgumentException("a run from Kafka needs a broker and a topic");
        }
        if (sink == SinkKind.REDIS && redis.isEmpty()) {
            throw new IllegalArgumentException("a run into Redis needs a server");
        }
    }

    /** From memory into memory, as fast as it goes. */
    public static RunSpec inMemory(JobName job, JobParameters parameters, long events, int parallelism) {
        return new RunSpec(job, parameters, events, SourceKind.MEMORY, "", "", SinkKind.MEMORY, "", parallelism, 0);
    }
}
