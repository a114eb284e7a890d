package dev.freshet.cli;

import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.services.process.Await;
import dev.freshet.services.process.Pause;
import dev.freshet.services.redis.RedisOptions;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.services.storm.StormCluster;
import dev.freshet.services.storm.StormOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** The servers of {@code freshet chaos}, and what is done to them. They end with this JVM. */
final class ChaosServers implements AutoCloseable {
    private static final int SUPERVISORS = 2;
    private static final int SLOTS = 3;
    private static final int WORKER_HEAP_MB = 512;
    /**
     * Nimbus gives no work for half an hour to a machine that failed three times in five minutes. Of two machines that are
     * made to fail all the time, that would leave none.
     */
    private static final int TOLERANT = 1_000_000;

    private static final Duration WORKER_BOUND = Duration.ofSeconds(60);
    /** How long workers that were frozen are awake before their supervisor is. */
    private static final int AWAKE_MS = 3_000;

    final RedisServer redis;
    final KafkaBroker kafka;
    final StormCluster storm;

    ChaosServers(Consumer<String> progress) {
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
                            .withSlots(SLOTS)
                            .withWorkerHeapMb(WORKER_HEAP_MB)
                            .withSettings(Map.of("blacklist.scheduler.tolerance.count", TOLERANT)),
                    progress);
        } catch (RuntimeException e) {
            kafka.close();
            redis.close();
            throw e;
        }
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
            case KAFKA -> {
                kafka.kill();
                Arguments.pause(500 + random.nextInt(4_000));
                kafka.restart();
            }
            case REDIS -> {
                redis.kill();
                Arguments.pause(500 + random.nextInt(4_000));
                redis.restart();
            }
        }
    }

    private void restart(String daemon, Random random) {
        storm.killDaemon(daemon);
        Arguments.pause(1_000 + random.nextInt(4_000));
        storm.startDaemon(daemon);
    }

    private void freeze(Random random, Runnable successors) {
        Await.orFail("a worker to run", WORKER_BOUND, () -> hasWorkers(0) || hasWorkers(1));
        int machine = random.nextInt(SUPERVISORS);
        machine = hasWorkers(machine) ? machine : 1 - machine;
        String supervisor = StormCluster.supervisor(machine);
        List<ProcessHandle> frozen = new ArrayList<>(storm.workersOf(machine));
        // First, or it would start others in the place of its workers.
        storm.daemonProcess(supervisor).ifPresent(process -> frozen.add(0, process));
        frozen.forEach(Pause::pause);
        try {
            successors.run();
        } finally {
            // The workers first: their supervisor ends them as soon as it looks.
            for (int i = frozen.size() - 1; i >= 0; i--) {
                Pause.resume(frozen.get(i));
                Arguments.pause(i == 1 ? AWAKE_MS : 0);
            }
        }
        // One that finds its session with ZooKeeper expired may end itself, as Storm wants it.
        Arguments.pause(AWAKE_MS);
        if (storm.daemonProcess(supervisor).isEmpty()) {
            storm.startDaemon(supervisor);
        }
    }

    private boolean hasWorkers(int machine) {
        return !storm.workersOf(machine).isEmpty();
    }

    private ProcessHandle aWorker(Random random) {
        Await.orFail("a worker to run", WORKER_BOUND, () -> hasWorkers(0) || hasWorkers(1));
        List<ProcessHandle> workers = new ArrayList<>(storm.workersOf(0));
        workers.addAll(storm.workersOf(1));
        return workers.get(random.nextInt(workers.size()));
    }

    @Override
    public void close() {
        storm.close();
        kafka.close();
        redis.close();
    }
}
