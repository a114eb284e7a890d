package dev.freshet.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code freshet chaos} does to a running job. */
enum ChaosFault {
    /** SIGKILL of a worker. */
    WORKER_KILL("worker-kill"),
    /** SIGSTOP of a worker, for longer than an epoch may take, then SIGCONT. */
    WORKER_PAUSE("worker-pause"),
    /**
     * SIGSTOP of a supervisor and its workers until others have taken their place and completed an epoch, then SIGCONT: they
     * wake up into a job that went on without them.
     */
    ZOMBIE("zombie"),
    /** SIGKILL of a supervisor, and a restart. */
    SUPERVISOR("supervisor"),
    /** SIGKILL of Nimbus, and a restart. */
    NIMBUS("nimbus"),
    /** SIGKILL of ZooKeeper, and a restart with its data. */
    ZOOKEEPER("zookeeper"),
    /** SIGKILL of the Kafka broker, and a restart with its data. */
    KAFKA("kafka"),
    /** SIGKILL of redis-server, and a restart with its data: an append-only file, forced to disk at every write. */
    REDIS("redis"),
    /** SIGKILL of a supervisor and its workers, as of a machine that is lost, in a cluster without a free slot; it comes back a while later. */
    SLOTS("slots"),
    /** SIGKILL of redis-server, and a restart without its data, epochs and results included: all that is in the topic is read again. */
    REDIS_LOST("redis-lost"),
    /** SIGKILL of the Kafka broker, and a restart without its data, the stream and committed offsets included: not survived. */
    KAFKA_LOST("kafka-lost");

    private final String text;

    ChaosFault(String text) {
        this.text = text;
    }

    /** Whether the job is promised to count every event once all the same. */
    boolean isSurvived() {
        return this != KAFKA_LOST;
    }

    /** Those that are done where none is named: servers keep their data, and there are free slots. */
    static List<ChaosFault> usual() {
        return Arrays.stream(values())
                .filter(fault -> fault != SLOTS && fault != REDIS_LOST && fault != KAFKA_LOST)
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }

    /** The fault of a name. */
    static ChaosFault parse(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.text.equals(name))
                .findFirst()
                .orElseThrow(() -> CliException.wrongUse("no fault '" + name + "': there are " + names()));
    }

    static String names() {
        return List.of(values()).stream().map(ChaosFault::toString).collect(Collectors.joining(", "));
    }
}
