package dev.freshet.bolts.results;

import static dev.freshet.bolts.results.SinkBench.batch;
import static dev.freshet.bolts.results.SinkBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.epoch.EpochSettings;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.EpochStoreFactory;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.EpochWorker;
import dev.freshet.core.epoch.JobShape;
import dev.freshet.core.epoch.MemoryEpochStore;
import dev.freshet.core.epoch.TaskEpochs;
import dev.freshet.core.epoch.TaskName;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisOptions;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.epoch.EpochSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** A log's sink through epochs, with a source that is played by the test. */
class EpochSinkIT {
    private static final Schema ALERTS =
            Schema.of(Field.required("n", Type.BIGINT), Field.nullable("text", Type.VARCHAR));
    private static final Duration BOUND = Duration.ofSeconds(30);

    private record Stores(String name) implements EpochStoreFactory {
        private static final Map<String, EpochStore> OPEN = new ConcurrentHashMap<>();

        @Override
        public EpochStore open() {
            return OPEN.computeIfAbsent(name, unused -> new MemoryEpochStore());
        }
    }

    private final String job = "job-" + UUID.randomUUID();
    private final String log = ResultKeys.log(job, "alerts");
    private final EpochSpec epochs = new EpochSpec(
            new JobShape(
                    job,
                    1,
                    JobShape.LATEST,
                    List.of(new JobShape.Component("in", 1, true, ""), new JobShape.Component("sink", 1, false, ""))),
            EpochSettings.every(20),
            new Stores(job));
    private final EpochWorker worker = new EpochWorker(epochs.stores().open(), epochs.shape(), epochs.settings());
    private final TaskEpochs source = worker.join(new TaskName("in", 0));
    private final Map<Long, Long> positions = new HashMap<>();
    private long generation;
    private long number;
    private long next;
    private long barrier;
    private long last;
    private long lastButOne;

    @AfterEach
    void forget() {
        Stores.OPEN.remove(job);
    }

    @Test
    void eachRowIsAppendedOnceThroughCrashesAndOutages() {
        try (RedisServer redis = RedisServer.start(RedisOptions.DEFAULT.withAppendOnly())) {
            SinkBench sink = sink(redis);
            for (int phase = 0; phase < 12; phase++) {
                try (RedisClient client = RedisClient.create(redis.url())) {
                    switch (phase % 4) {
                        case 1 -> redis.stop();
                        case 2 -> client.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "1");
                        case 3 -> client.sendCommand(Protocol.Command.REPLICAOF, "127.0.0.1", "1");
                        default -> {}
                    }
                }
                play(sink, next + 30);
                if (phase % 3 == 1) {
                    sink.close();
                    sink = sink(redis);
                }
                if (phase % 4 == 1) {
                    redis.restart();
                }
                try (RedisClient client = RedisClient.create(redis.url())) {
                    client.sendCommand(Protocol.Command.REPLICAOF, "NO", "ONE");
                    client.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "0");
                }
                settle(sink, 60L * (phase + 1));
                assertThat(sink.bench.errors).isEmpty();
                try (RedisClient client = RedisClient.create(redis.url())) {
                    assertThat(client.xrange(log, "-", "+"))
                            .extracting(
                                    entry -> Long.parseLong(entry.getFields().get("n")))
                            .containsExactlyElementsOf(
                                    LongStream.range(0, next).boxed().toList());
                }
            }
            sink.close();
        }
    }

    @Test
    void atTheLimitOfWhatIsHeldNoMoreIsTakenUntilABarrierComes() {
        try (RedisServer redis = RedisServer.start();
                SinkBench sink = sink(redis);
                RedisClient client = RedisClient.create(redis.url())) {
            settle(sink, 1);
            sink.bench.acked.clear();
            String megabyte = "x".repeat(1 << 20);
            for (int i = 0; i < 50; i++) {
                send(sink, megabyte);
            }
            Await.orFail("as much as is held", BOUND, () -> {
                sink.tick();
                return sink.bench.acked.size() >= 31;
            });
            for (int i = 0; i < 20; i++) {
                sink.tick();
            }
            assertThat(sink.bench.acked).as("the rest has to wait").hasSizeLessThan(35);
            settle(sink, next);
            assertThat(client.xlen(log)).isEqualTo(51);
        }
    }

    private SinkBench sink(RedisServer redis) {
        return SinkBench.of(RedisConfig.parse(redis.url()), 1, ResultSpec.log(job, "alerts", ALERTS), epochs);
    }

    /** Sends rows as far as that goes now. */
    private void play(SinkBench sink, long until) {
        for (int i = 0; i < 60 && next < until; i++) {
            if (step(sink)) {
                send(sink, "short");
            }
        }
    }

    /** Sends rows until there are so many, and until they are all in an epoch and appended. */
    private void settle(SinkBench sink, long until) {
        Await.orFail("rows up to " + until + " to be in an epoch", BOUND, () -> {
            if (step(sink) && next < until) {
                send(sink, "short");
            }
            sink.tick();
            // The epoch after the one that held them back commits them before it is reported.
            return next >= until && positions.getOrDefault(lastButOne, 0L) == next;
        });
    }

    private void send(SinkBench sink, String text) {
        Delivery delivery = Delivery.result().by(source.view().incarnation(), generation, number++);
        sink.results(delivery, batch(ALERTS, row(next++, text)));
    }

    /** What a source does between rows; whether it may send one. */
    private boolean step(SinkBench sink) {
        worker.step(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        EpochView view = source.view();
        if (view.completed() > last) {
            lastButOne = last;
            last = view.completed();
        }
        if (view.state() == EpochView.State.FORMING) {
            source.ready(view.generation());
        }
        if (view.state() != EpochView.State.RUNNING) {
            return false;
        }
        if (view.generation() > generation) {
            generation = view.generation();
            number = 0;
            long base = view.base() == null ? 0 : view.base().epoch();
            next = positions.getOrDefault(base, 0L);
            sink.control(Control.restore(base).by(view.incarnation(), generation, number++));
        }
        if (view.trigger() > barrier) {
            barrier = view.trigger();
            positions.put(barrier, next);
            sink.control(Control.barrier(barrier).by(view.incarnation(), generation, number++));
            source.report(generation, barrier, "", 0);
        }
        return true;
    }
}
