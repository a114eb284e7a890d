package dev.freshet.bolts.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.FeedSpout;
import dev.freshet.bolts.HostSpec;
import dev.freshet.bolts.NoBoard;
import dev.freshet.bolts.OperatorBolt;
import dev.freshet.bolts.StateStore;
import dev.freshet.bolts.TaskBench;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.epoch.EpochSettings;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.EpochStoreFactory;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.EpochWorker;
import dev.freshet.core.epoch.JobShape;
import dev.freshet.core.epoch.MemoryEpochStore;
import dev.freshet.core.epoch.TaskEpochs;
import dev.freshet.core.epoch.TaskName;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.process.ProcessSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.Wiring;
import dev.freshet.storm.epoch.EpochSpec;
import dev.freshet.testkit.RedisExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.storm.topology.IRichBolt;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.resps.StreamEntry;

/** A process that throws, in a job with epochs whose tasks die: each of its rows is a dead letter once, and the job goes on. */
@ExtendWith(RedisExtension.class)
class PoisonedKeyIT {
    private record Stores(String name) implements EpochStoreFactory {
        private static final Map<String, EpochStore> OPEN = new ConcurrentHashMap<>();

        @Override
        public EpochStore open() {
            return OPEN.computeIfAbsent(name, unused -> new MemoryEpochStore());
        }
    }

    private static final Schema ROWS = Schema.of(Field.required("k", Type.VARCHAR), Field.required("n", Type.BIGINT));
    private static final ProcessSpec PROCESS = new ProcessSpec(
            List.of(new NamedExpr("k", new Expr.Column(0, "k", Type.VARCHAR, false))), "brittle", 1_000_000, ROWS);
    private static final Map<String, List<Integer>> TASKS =
            Map.of("in", List.of(1), "host", List.of(2), "dead", List.of(3));

    private final String job = "job-" + UUID.randomUUID();
    private final EpochSpec epochs = new EpochSpec(
            new JobShape(
                    job,
                    1,
                    JobShape.LATEST,
                    List.of(
                            new JobShape.Component("in", 1, true, ""),
                            new JobShape.Component("host", 1, false, ""),
                            new JobShape.Component("dead", 1, false, ""))),
            EpochSettings.every(20),
            new Stores(job));
    private final EpochWorker worker = new EpochWorker(epochs.stores().open(), epochs.shape(), epochs.settings());
    private final TaskEpochs source = worker.join(new TaskName("in", 0));
    private final Map<Long, Long> positions = new HashMap<>();
    private Task host = new Task("host", host());
    private Task dead;
    private int passedOn;
    private long generation;
    private long number;
    private long next;
    private long barrier;
    private long last;
    private long lastButOne;

    PoisonedKeyIT(RedisServer redis) {
        dead = dead(redis);
    }

    /** One that lives until it is killed. */
    private static final class Task {
        final IRichBolt bolt;
        final TaskBench bench;

        Task(String name, IRichBolt bolt) {
            this.bolt = bolt;
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("in", new FeedSpout(EdgeSpec.single("rows")));
            Wiring.subscribe(builder.setBolt("host", name.equals("host") ? bolt : bare()), "in", "rows");
            Wiring.subscribeDead(
                    builder.setBolt("dead", name.equals("dead") ? bolt : new OperatorBolt(bare().spec())), "host");
            bench = new TaskBench(builder.createTopology(), TASKS, name);
            bolt.prepare(Map.of(), bench.context(), bench.collector());
        }

        private static OperatorBolt bare() {
            return new OperatorBolt(HostSpec.stateful("bare", PROCESS.complete(), List.of(), false, NoBoard.INSTANCE));
        }

        void send(Tuple tuple) {
            bolt.execute(tuple);
        }
    }

    private OperatorBolt host() {
        return new OperatorBolt(new HostSpec(
                "alerts",
                PROCESS.complete(),
                List.of(),
                List.of(),
                true,
                false,
                NoBoard.INSTANCE,
                1,
                StateStore.MEMORY,
                epochs));
    }

    private Task dead(RedisServer redis) {
        return new Task(
                "dead",
                new DeadLetterBolt(
                        RedisConfig.parse(redis.url()), job, 10_000, Duration.ofDays(1), NoBoard.INSTANCE, epochs));
    }

    @AfterEach
    void forget() {
        host.bolt.cleanup();
        dead.bolt.cleanup();
        Stores.OPEN.remove(job);
    }

    @Test
    void eachPoisonedRowIsOneDeadLetterThroughCrashes(RedisServer redis) {
        for (int phase = 1; phase <= 6; phase++) {
            long until = 50L * phase;
            Await.orFail("half of the rows", Duration.ofSeconds(30), () -> step(until - 20) && next >= until - 20);
            if (phase % 2 == 0) {
                host.bolt.cleanup();
                host = new Task("host", host());
                passedOn = 0;
            }
            if (phase % 3 == 0) {
                dead.bolt.cleanup();
                dead = dead(redis);
            }
            // The epoch after the one that held them back commits them before it is reported.
            Await.orFail("rows up to " + until + " to be in an epoch", Duration.ofSeconds(30), () -> {
                step(until);
                return next >= until && positions.getOrDefault(lastButOne, 0L) == next;
            });
            assertThat(host.bench.errors).isEmpty();
            assertThat(dead.bench.errors).isEmpty();
        }
        try (RedisClient client = RedisClient.create(redis.url())) {
            List<StreamEntry> letters = client.xrange(ResultKeys.dead(job), "-", "+");
            assertThat(letters)
                    .extracting(letter -> Long.parseLong(letter.getFields().get("offset")))
                    .containsExactlyElementsOf(
                            LongStream.range(0, 60).map(i -> 5 * i).boxed().toList());
            assertThat(letters.get(2).getFields())
                    .containsEntry("reason", "user_code")
                    .containsEntry("source", "in")
                    .extractingByKey("detail")
                    .asString()
                    .startsWith("operator 'alerts', process 'brittle', key k=k1: "
                            + "java.lang.IllegalStateException: no fifth ones (Brittle.onRow:");
        }
        assertThat(generation).as("generations").isGreaterThan(3);
    }

    /** What all do between two rows, and a row if there may be one. */
    private boolean step(long until) {
        worker.step(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        EpochView view = source.view();
        if (view.completed() > last) {
            lastButOne = last;
            last = view.completed();
        }
        if (view.state() == EpochView.State.FORMING) {
            source.ready(view.generation());
        }
        boolean running = view.state() == EpochView.State.RUNNING;
        if (running) {
            play(view, until);
        }
        host.send(host.bench.tick());
        passOn();
        dead.send(dead.bench.tick());
        return running;
    }

    private void play(EpochView view, long until) {
        if (view.generation() > generation) {
            generation = view.generation();
            number = 0;
            long base = view.base() == null ? 0 : view.base().epoch();
            next = positions.getOrDefault(base, 0L);
            control(Control.restore(base).by(view.incarnation(), generation, number++));
        }
        if (view.trigger() > barrier) {
            barrier = view.trigger();
            positions.put(barrier, next);
            control(Control.barrier(barrier).by(view.incarnation(), generation, number++));
            source.report(generation, barrier, "", 0);
        }
        if (next < until) {
            BatchBuilder rows = new BatchBuilder(PROCESS.partialSchema());
            rows.putLong(0, next);
            rows.putText(1, "in");
            rows.putLong(2, 0);
            rows.putLong(3, next);
            rows.putText(4, "k" + next % 3);
            rows.putLong(5, next);
            rows.endRow(next++);
            Delivery delivery = Delivery.result().by(view.incarnation(), generation, number++);
            host.send(host.bench.data("in", "rows", delivery, rows.build(Origin.DERIVED)));
            passOn();
        }
    }

    private void control(Control control) {
        host.send(host.bench.control("in", control));
        passOn();
    }

    private void passOn() {
        List<TaskBench.Emitted> emitted = host.bench.emitted;
        while (passedOn < emitted.size()) {
            TaskBench.Emitted one = emitted.get(passedOn++);
            if (one.stream().equals(Tuples.DEAD_STREAM) || one.stream().equals(Tuples.CONTROL_STREAM)) {
                dead.send(dead.bench.tuple("host", one.stream(), one.values()));
            }
        }
    }
}
