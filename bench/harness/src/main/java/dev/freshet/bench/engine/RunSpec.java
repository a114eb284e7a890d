package dev.freshet.bench.engine;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;

/**
 * What is to be run.
 *
 * @param events how many events in all
 * @param bootstrap Kafka's {@code host:port}; empty if Kafka is not the source
 * @param topic holds the events of instance <i>s</i> of as many as it has partitions in partition <i>s</i>; empty likewise
 * @param redis the server's URL; empty if Redis is neither the sink nor has a table of the job
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
    /** Of servers that the driver is still to start, and of a topic it is to fill. */
    private static final String TO_COME = "to be started";

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

    /** With servers of its own for what is not in memory; as fast as it goes. */
    public static RunSpec ofKinds(
            JobName job, JobParameters parameters, long events, SourceKind source, SinkKind sink, int parallelism) {
        String kafka = source == SourceKind.KAFKA ? TO_COME : "";
        String redis = sink == SinkKind.REDIS ? TO_COME : "";
        return new RunSpec(job, parameters, events, source, kafka, kafka, sink, redis, parallelism, 0);
    }

    /** The same from another topic. */
    public RunSpec withTopic(String newTopic) {
        return new RunSpec(
                job, parameters, events, source, bootstrap, newTopic, sink, redis, parallelism, ratePerSecond);
    }

    /** The same with so many events, which come at this rate. */
    public RunSpec paced(long perSecond, long newEvents) {
        return new RunSpec(
                job,
                parameters.withRate(perSecond),
                newEvents,
                source,
                bootstrap,
                topic,
                sink,
                redis,
                parallelism,
                perSecond);
    }

    /** The same with other parameters of the job. */
    public RunSpec with(JobParameters newParameters, int newParallelism) {
        return new RunSpec(
                job, newParameters, events, source, bootstrap, topic, sink, redis, newParallelism, ratePerSecond);
    }

    /** From memory into memory, as fast as it goes. */
    public static RunSpec inMemory(JobName job, JobParameters parameters, long events, int parallelism) {
        return ofKinds(job, parameters, events, SourceKind.MEMORY, SinkKind.MEMORY, parallelism);
    }
}
