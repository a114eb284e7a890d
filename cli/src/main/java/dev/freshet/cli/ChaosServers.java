package dev.freshet.cli;

import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.services.process.Await;
import dev.freshet.services.process.Pause;
import dev.freshet.services.redis.RedisOptions;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.services.storm.StormCluster;
import dev.freshet.services.storm.StormOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The servers of {@code freshet chaos}, and what is done to them. They end with this JVM. */
final class ChaosServers implements AutoCloseable {
    static final String TOPIC = "flows";
    static final int PARTITIONS = 2;

    private static final int SUPERVISORS = 2;
    private static final int SLOTS = 3;
    /** How long a machine is gone for which there is no other: longer than Nimbus waits before it gives workers to others. */
    private static final int GONE_MS = 60_000;

    private static final int WORKER_HEAP_MB = 512;
    /**
     * Nimbus gives no work for half an hour to a machine that failed three times in five minutes. Of two machines that are
     * made to fail all the time, that would leave none.
     */
    private static final int TOLERANT = 1_000_000;

    private static final Duration WORKER_BOUND = Duration.ofSeconds(180);
    /** How long workers that were frozen are awake before their supervisor is. */
    private static final int AWAKE_MS = 3_000;

    final RedisServer redis;
    final KafkaBroker kafka;
    final StormCluster storm;

    /** @param slots how many workers each of the two machines can run */
    ChaosServers(int slots, Consumer<String> progress) {
        progress.accept("starting redis-server, which forces every write to disk");
        redis = RedisServer.start(RedisOptions.DEFAULT.withAppendOnly().with("appendfsync always"));
        try {
            progress.accept("starting a Kafka broker");
            kafka = KafkaBroker.start();
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
        try {
            storm = StormCluster.up(
                    StormOptions.DEFAULT
                            .withSupervisors(SUPERVISORS)
                            .withSlots(slots)
                            .withWorkerHeapMb(WORKER_HEAP_MB)
                            .withSettings(Map.of("blacklist.scheduler.tolerance.count", TOLERANT)),
                    progress);
        } catch (RuntimeException e) {
            kafka.close();
            redis.close();
            throw e;
        }
    }

    /** How many slots each machine has: no more than the workers take, where there is to be no free one. */
    static int slots(List<ChaosFault> faults, int workers) {
        return faults.contains(ChaosFault.SLOTS) ? (workers + SUPERVISORS - 1) / SUPERVISORS : SLOTS;
    }

    /**
     * Does it, and returns when what was ended runs again, or what was paused goes on.
     *
     * @param successors waits until a job of which a part is frozen has gone on without it
     */
    void inflict(ChaosFault fault, Random random, Runnable successors) {
        switch (fault) {
            case WORKER_KILL -> aWorker(random).destroyForcibly();
            case WORKER_PAUSE -> {
                ProcessHandle worker = aWorker(random);
                Pause.pause(worker);
                Arguments.pause(8_000 + random.nextInt(8_000));
                Pause.resume(worker);
            }
            case ZOMBIE -> freeze(random, successors);
            case SUPERVISOR -> restart(StormCluster.supervisor(random.nextInt(SUPERVISORS)), random);
            case NIMBUS, ZOOKEEPER -> restart(fault.toString(), random);
            case KAFKA -> restartKafka(random, () -> {});
            case KAFKA_LOST -> {
                restartKafka(random, kafka::loseData);
                createTopic();
            }
            case REDIS -> restartRedis(random, () -> {});
            case REDIS_LOST -> restartRedis(random, redis::loseData);
            case SLOTS -> loseMachine(random);
        }
    }

    /** Starts the daemons again that have ended by themselves; returns their names. */
    List<String> startEnded() {
        return storm.startEnded();
    }

    private void restartKafka(Random random, Runnable whileDown) {
        kafka.kill();
        whileDown.run();
        Arguments.pause(500 + random.nextInt(4_000));
        kafka.restart();
    }

    private void restartRedis(Random random, Runnable whileDown) {
        redis.kill();
        whileDown.run();
        Arguments.pause(500 + random.nextInt(4_000));
        redis.restart();
    }

    /** Makes the topic of the stream. */
    void createTopic() {
        try (KafkaTopics topics = new KafkaTopics(kafka.bootstrapServers(), Map.of())) {
            topics.create(TOPIC, PARTITIONS);
        }
    }

    private void restart(String daemon, Random random) {
        storm.killDaemon(daemon);
        Arguments.pause(1_000 + random.nextInt(4_000));
        storm.startDaemon(daemon);
    }

    private void loseMachine(Random random) {
        int machine = aBusyMachine(random);
        String supervisor = StormCluster.supervisor(machine);
        storm.killDaemon(supervisor);
        storm.workersOf(machine).forEach(ProcessHandle::destroyForcibly);
        Arguments.pause(GONE_MS);
        storm.startDaemon(supervisor);
    }

    private void freeze(Random random, Runnable successors) {
        int machine = aBusyMachine(random);
        Optional<ProcessHandle> supervisor = storm.daemonProcess(StormCluster.supervisor(machine));
        // Before its workers, or it would start others in their place.
        supervisor.ifPresent(Pause::pause);
        List<ProcessHandle> workers = storm.workersOf(machine);
        workers.forEach(Pause::pause);
        try {
            successors.run();
        } finally {
            // After its workers, as it ends them when it looks.
            workers.forEach(Pause::resume);
            Arguments.pause(AWAKE_MS);
            supervisor.ifPresent(Pause::resume);
        }
    }

    private int aBusyMachine(Random random) {
        awaitWorkers();
        List<Integer> busy = IntStream.range(0, SUPERVISORS)
                .filter(machine -> !storm.workersOf(machine).isEmpty())
                .boxed()
                .toList();
        return busy.get(random.nextInt(busy.size()));
    }

    private ProcessHandle aWorker(Random random) {
        awaitWorkers();
        List<ProcessHandle> workers = workers();
        return workers.get(random.nextInt(workers.size()));
    }

    private void awaitWorkers() {
        Await.orFail("a worker to run", WORKER_BOUND, () -> !workers().isEmpty());
    }

    private List<ProcessHandle> workers() {
        return IntStream.range(0, SUPERVISORS)
                .mapToObj(storm::workersOf)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        storm.close();
        kafka.close();
        redis.close();
    }
}
