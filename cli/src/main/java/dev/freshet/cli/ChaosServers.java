package dev.freshet.cli;

import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisOptions;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.services.storm.StormCluster;
import dev.freshet.services.storm.StormOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The servers of {@code freshet chaos}, and what is done to them. They end with this JVM. */
final class ChaosServers implements AutoCloseable {
    private static final int SLOTS = 4;
    private static final int WORKER_HEAP_MB = 512;

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
            storm = StormCluster.up(StormOptions.DEFAULT.withSlots(SLOTS).withWorkerHeapMb(WORKER_HEAP_MB), progress);
        } catch (RuntimeException e) {
            kafka.close();
            redis.close();
            throw e;
        }
    }

    /** Does it, and returns when what was ended runs again, or what was paused goes on. */
    void inflict(ChaosFault fault, Random random) {
        switch (fault) {
            case WORKER_KILL -> signal("-KILL", aWorker(random));
            case WORKER_PAUSE -> {
                long worker = aWorker(random);
                signal("-STOP", worker);
                Arguments.pause(8_000 + random.nextInt(8_000));
                signal("-CONT", worker);
            }
            case SUPERVISOR, NIMBUS, ZOOKEEPER -> {
                storm.killDaemon(fault.toString());
                Arguments.pause(1_000 + random.nextInt(4_000));
                storm.restartDaemon(fault.toString());
            }
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

    private long aWorker(Random random) {
        Await.orFail("a worker to run", Duration.ofSeconds(60), () -> !workers().isEmpty());
        List<Long> workers = workers();
        return workers.get(random.nextInt(workers.size()));
    }

    private List<Long> workers() {
        return storm.status().workerPids();
    }

    /** Java has no way to send the signals that stop a process and let it go on. */
    private static void signal(String which, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", which, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(10, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            throw CliException.failed("a worker cannot be sent signal " + which + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        storm.close();
        kafka.close();
        redis.close();
    }
}
