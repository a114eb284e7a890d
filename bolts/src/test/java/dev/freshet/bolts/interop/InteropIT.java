package dev.freshet.bolts.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.NoBoard;
import dev.freshet.bolts.WindowBolt;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.DeadLetterBolt;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.StormSettings;
import dev.freshet.storm.Wiring;
import dev.freshet.testkit.RedisExtension;
import dev.freshet.testkit.Seed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.storm.Config;
import org.apache.storm.DaemonConfig;
import org.apache.storm.ILocalCluster;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.redis.bolt.RedisStoreBolt;
import org.apache.storm.redis.common.config.JedisPoolConfig;
import org.apache.storm.redis.common.mapper.RedisDataTypeDescription;
import org.apache.storm.redis.common.mapper.RedisStoreMapper;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.ITuple;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** Anybody's spout and anybody's sink around our window, on a LocalCluster with a real redis-server. */
@ExtendWith(RedisExtension.class)
class InteropIT {
    private static final int EVENTS = 6_000;
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final long MINUTE_MS = 60_000;

    private static final Schema EVENT = Schema.of(
            Field.required("at", Type.TIMESTAMP),
            Field.required("host", Type.VARCHAR),
            Field.required("n", Type.BIGINT));

    private final String run = "run-" + UUID.randomUUID();
    private final long seed = Seed.next();

    @Test
    void aPlainSpoutOurWindowAndStormRedis(RedisServer redis) throws Exception {
        try (ILocalCluster storm = localStorm();
                RedisClient client = RedisClient.create(redis.url());
                ResultReader reader = ResultReader.open(RedisConfig.parse(redis.url()))) {
            Config conf = new Config();
            StormSettings.apply(conf);
            conf.put(Config.TOPOLOGY_TESTING_ALWAYS_TRY_SERIALIZE, true);
            TopologyBuilder builder = new TopologyBuilder();
            build(builder, redis);
            storm.submitTopology(run, conf, builder.createTopology());

            Map<String, String> expected = new HashMap<>();
            int noTime = count(expected);
            PlainSpout.Progress progress = PlainSpout.progress(run);
            Await.orFail("every tuple to be acked", BOUND, () -> progress.acked.get() == EVENTS + 1);
            assertThat(progress.failed).as(Seed.describe(seed)).hasValue(0);
            Await.orFail("all results", BOUND, () -> client.hlen(run + ":theirs") == expected.size());
            Await.orFail("all results", BOUND, () -> client.hlen(run + ":ours") == expected.size());
            assertThat(client.hgetAll(run + ":theirs")).as(Seed.describe(seed)).isEqualTo(expected);
            assertThat(client.hgetAll(run + ":ours")).as(Seed.describe(seed)).isEqualTo(expected);

            Map<String, Integer> dead = new HashMap<>();
            reader.dead(run, "", letter -> dead.merge(letter.fields().getOrDefault("reason", ""), 1, Integer::sum));
            assertThat(dead).as(Seed.describe(seed)).isEqualTo(Map.of("missing_time", noTime));
            KillOptions now = new KillOptions();
            now.set_wait_secs(0);
            storm.killTopologyWithOpts(run, now);
        }
    }

    private void build(TopologyBuilder builder, RedisServer redis) {
        builder.setSpout("plain", new PlainSpout(run, EVENTS, seed));

        BatchingSpec events = BatchingSpec.of("plain", EVENT, "at").outOfOrder(Duration.ofSeconds(2));
        builder.setBolt("batching", new BatchingBolt(events, EdgeSpec.keyed("rows", List.of("host"))))
                .shuffleGrouping("plain");

        WindowAggregateSpec sums = sums();
        WindowBolt window = new WindowBolt("sums", sums, EdgeSpec.single("results"), EdgeSpec.single("again"));
        Wiring.subscribe(builder.setBolt("window", window, 2), "batching", "rows");

        UnbatchBolt unbatch = new UnbatchBolt(sums.resultSchema());
        Wiring.subscribe(builder.setBolt("unbatch", unbatch), "window", "results");
        JedisPoolConfig pool = new JedisPoolConfig.Builder()
                .setHost("127.0.0.1")
                .setPort(redis.port())
                .build();
        builder.setBolt("theirs", new RedisStoreBolt(pool, new SumMapper(run + ":theirs")), 2)
                .shuffleGrouping("unbatch");

        Wiring.subscribe(builder.setBolt("unbatch-again", new UnbatchBolt(sums.resultSchema())), "window", "again");
        RedisConfig ours = RedisConfig.from(pool);
        builder.setBolt("ours", new MapperSinkBolt(ours, new SumMapper(run + ":ours"), NoBoard.INSTANCE), 2)
                .shuffleGrouping("unbatch-again");
        Wiring.subscribeDead(builder.setBolt("dead", new DeadLetterBolt(ours, run, NoBoard.INSTANCE)), "batching");
    }

    private static WindowAggregateSpec sums() {
        NamedExpr host = new NamedExpr("host", new Expr.Column(1, "host", Type.VARCHAR, false));
        Expr n = new Expr.Column(2, "n", Type.BIGINT, false);
        AggregateCall sum = new AggregateCall(AggregateKind.SUM, List.of(n), List.of(), "n");
        return new WindowAggregateSpec(List.of(host), WindowSpec.tumbling(MINUTE_MS), List.of(sum), EVENT);
    }

    /** The same sums, naively; returns how many events have no time. */
    private int count(Map<String, String> sums) {
        Map<String, Long> byKey = new HashMap<>();
        int noTime = 0;
        for (int number = 0; number < EVENTS; number++) {
            Values event = PlainSpout.event(seed, number);
            if (event.get(1) == null) {
                noTime++;
            } else {
                long at = (Long) event.get(1);
                byKey.merge(
                        event.get(0) + " " + Math.floorDiv(at, MINUTE_MS) * MINUTE_MS, (Long) event.get(2), Long::sum);
            }
        }
        byKey.forEach((key, sum) -> sums.put(key, sum.toString()));
        return noTime;
    }

    private static ILocalCluster localStorm() throws Exception {
        Map<String, Object> conf = new HashMap<>();
        conf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true);
        conf.put(Config.SUPERVISOR_WORKER_SHUTDOWN_SLEEP_SECS, 0);
        conf.put(DaemonConfig.STORM_METRIC_STORE_CLASS, "org.apache.storm.metricstore.NoOpMetricStore");
        return new LocalCluster.Builder()
                .withSupervisors(1)
                .withPortsPerSupervisor(1)
                .withDaemonConf(conf)
                .build();
    }

    /** A hash of sums, as a user of storm-redis writes it. */
    private record SumMapper(String hash) implements RedisStoreMapper {
        @Override
        public RedisDataTypeDescription getDataTypeDescription() {
            return new RedisDataTypeDescription(RedisDataTypeDescription.RedisDataType.HASH, hash);
        }

        @Override
        public String getKeyFromTuple(ITuple tuple) {
            return tuple.getStringByField("host") + " " + tuple.getLongByField("window_start");
        }

        @Override
        public String getValueFromTuple(ITuple tuple) {
            return String.valueOf(tuple.getLongByField("n"));
        }
    }
}
