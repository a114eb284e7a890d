package dev.freshet.bolts.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.FeedSpout;
import dev.freshet.bolts.HostSpec;
import dev.freshet.bolts.NoBoard;
import dev.freshet.bolts.PartitionBolt;
import dev.freshet.bolts.TaskBench;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.TimeFormat;
import dev.freshet.core.lookup.CacheLimits;
import dev.freshet.core.lookup.EntryKind;
import dev.freshet.core.lookup.KeyTemplate;
import dev.freshet.core.lookup.LookupKind;
import dev.freshet.core.lookup.LookupSpec;
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
import dev.freshet.testkit.RedisExtension;
import dev.freshet.testkit.operator.CollectedOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(RedisExtension.class)
class LookupBoltIT {
    private static final Schema ROWS = Schema.of(Field.required("ad", Type.BIGINT));

    private final String prefix = "ad-" + UUID.randomUUID() + ":";
    private final AtomicLong nowMs = new AtomicLong(1_000_000);
    private long sequence;

    @Test
    void readsStringsAgainWhenTheyAreTooOld(RedisServer redis) {
        try (RedisClient client = RedisClient.create(redis.url())) {
            client.set(prefix + 1, "A");
            LookupBolt bolt = bolt(redis, string(LookupKind.INNER));
            TaskBench bench = bench(bolt);
            bolt.execute(data(bench, 1, 2, 1));
            assertThat(rows(bench)).containsExactly(List.of(1L, "A"), List.of(1L, "A"));
            client.set(prefix + 1, "B");
            client.set(prefix + 2, "C");
            nowMs.addAndGet(59_999);
            bolt.execute(data(bench, 1, 2));
            assertThat(rows(bench)).as("still known").containsExactly(List.of(1L, "A"));
            nowMs.addAndGet(1);
            Tuple last = data(bench, 1, 2);
            bolt.execute(last);
            assertThat(rows(bench)).containsExactly(List.of(1L, "B"), List.of(2L, "C"));
            assertThat(bench.acked).hasSize(3).endsWith(last);
            bolt.cleanup();
        }
    }

    @Test
    void whatIsNotThereIsNullInALeftJoin(RedisServer redis) {
        try (RedisClient client = RedisClient.create(redis.url())) {
            client.hset(prefix + 1, Map.of("name", "first", "price", "2.5", "more", "x"));
            client.hset(prefix + 2, "more", "x");
            LookupBolt bolt = bolt(redis, hash(LookupKind.LEFT));
            TaskBench bench = bench(bolt);
            bolt.execute(data(bench, 1, 2, 3));
            assertThat(rows(bench))
                    .containsExactly(
                            List.of(1L, "first", 2.5), Arrays.asList(2L, null, null), Arrays.asList(3L, null, null));
            bolt.cleanup();
        }
    }

    @Test
    void entriesOfAnotherKindOrTypeAreDeadLettersOfTheirRows(RedisServer redis) {
        try (RedisClient client = RedisClient.create(redis.url())) {
            client.rpush(prefix + 1, "a list");
            client.hset(prefix + 2, Map.of("name", "second", "price", "much"));
            client.hset(prefix + 3, Map.of("name", "third", "price", "3"));
            LookupBolt bolt = bolt(redis, hash(LookupKind.INNER));
            TaskBench bench = bench(bolt);
            Tuple tuple = data(bench, 1, 2, 3);
            bolt.execute(tuple);
            List<Batch> dead = bench.on(Tuples.DEAD_STREAM).stream()
                    .map(TaskBench.Emitted::batch)
                    .toList();
            assertThat(rows(bench)).containsExactly(List.of(3L, "third", 3.0));
            assertThat(bench.acked).containsExactly(tuple);
            assertThat(dead).hasSize(1);
            assertThat(CollectedOutput.rows(dead.get(0)).toString())
                    .contains(Reason.WRONG_TYPE.key())
                    .contains("the key is no HASH (at " + prefix + "1)")
                    .contains("price is 'much', which is no DOUBLE (at " + prefix + "2)");
            bolt.cleanup();
        }
    }

    @Test
    void holdsEverythingInOrderWhileRedisIsAway() {
        try (RedisServer redis = RedisServer.start()) {
            LookupBolt bolt = bolt(redis, string(LookupKind.INNER));
            TaskBench bench = bench(bolt);
            try (RedisClient client = RedisClient.create(redis.url())) {
                client.set(prefix + 1, "A");
            }
            bolt.execute(data(bench, 1));
            assertThat(rows(bench)).containsExactly(List.of(1L, "A"));
            redis.stop();
            bench.acked.clear();
            Tuple known = data(bench, 1);
            bolt.execute(known);
            assertThat(rows(bench)).as("what is cached needs no Redis").hasSize(1);
            Tuple unknown = data(bench, 1, 2);
            Tuple again = bench.data("in", "rows", delivery(), batch(1));
            Tuple end = bench.control("in", new Control(7, 0, 0, Long.MAX_VALUE, 999, false));
            List.of(unknown, again, end).forEach(bolt::execute);
            assertThat(bench.acked).containsExactly(known);
            nowMs.addAndGet(100_000);
            bolt.execute(bench.tick());
            assertThat(bench.on("out")).isEmpty();
            assertThat(ends(bench)).isZero();
            assertThat(bench.failed).isEmpty();

            redis.restart();
            try (RedisClient client = RedisClient.create(redis.url())) {
                client.set(prefix + 1, "B");
                client.set(prefix + 2, "C");
            }
            Await.orFail("look-ups to go on", Duration.ofSeconds(20), () -> {
                nowMs.addAndGet(1_000);
                bolt.execute(bench.tick());
                return bench.acked.contains(end);
            });
            assertThat(bench.acked).containsExactly(known, unknown, again, end);
            assertThat(rows(bench)).containsExactly(List.of(1L, "B"), List.of(2L, "C"), List.of(1L, "B"));
            assertThat(ends(bench)).isPositive();
            assertThat(bench.errors).isEmpty();
            bolt.cleanup();
        }
    }

    private LookupBolt bolt(RedisServer redis, LookupSpec spec) {
        AtomicLong now = nowMs;
        return new LookupBolt(
                HostSpec.stateful("ads", spec, List.of(EdgeSpec.single("out")), false, NoBoard.INSTANCE),
                RedisConfig.parse(redis.url()),
                now::get);
    }

    private LookupSpec string(LookupKind kind) {
        return spec(kind, EntryKind.STRING, Field.required("campaign", Type.VARCHAR));
    }

    private LookupSpec hash(LookupKind kind) {
        return spec(kind, EntryKind.HASH, Field.required("name", Type.VARCHAR), Field.required("price", Type.DOUBLE));
    }

    private LookupSpec spec(LookupKind kind, EntryKind entries, Field... fields) {
        List<FieldSpec> specs = Arrays.stream(fields)
                .map(field -> new FieldSpec(field, field.name(), TimeFormat.Epoch.MILLIS))
                .toList();
        CacheLimits cache = new CacheLimits(60_000, 100);
        return new LookupSpec(ROWS, KeyTemplate.parse(prefix + "{ad}"), entries, specs, kind, cache, "");
    }

    private static TaskBench bench(LookupBolt bolt) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("in", new FeedSpout(EdgeSpec.single("rows")));
        Wiring.subscribe(builder.setBolt("host", bolt), "in", "rows");
        BoltDeclarer next = builder.setBolt("next", new PartitionBolt("next", ROWS, EdgeSpec.single("end")));
        Wiring.subscribe(next, "host", "out");
        next.fieldsGrouping("host", Tuples.DEAD_STREAM, new Fields(Tuples.PARTITION));
        TaskBench bench = new TaskBench(
                builder.createTopology(), Map.of("in", List.of(1), "host", List.of(2), "next", List.of(3)), "host");
        bolt.prepare(Map.of(), bench.context(), bench.collector());
        return bench;
    }

    private Tuple data(TaskBench bench, long... ads) {
        return bench.data("in", "rows", delivery(), batch(ads));
    }

    private Delivery delivery() {
        return new Delivery(7, 0, 0, ++sequence, 0, 0);
    }

    private static Batch batch(long... ads) {
        BatchBuilder builder = new BatchBuilder(ROWS);
        for (long ad : ads) {
            builder.putLong(0, ad);
            builder.endRow(500, 1, Long.MIN_VALUE);
        }
        return builder.build(new Origin("in", 0, 0, ads.length));
    }

    /** The rows that came out since the last time. */
    private static List<List<@Nullable Object>> rows(TaskBench bench) {
        CollectedOutput output = new CollectedOutput();
        List<TaskBench.Emitted> data = new ArrayList<>(bench.on("out"));
        data.forEach(emitted -> output.emit(0, emitted.batch()));
        bench.emitted.removeAll(data);
        return output.values();
    }

    private static long ends(TaskBench bench) {
        return bench.on(Tuples.CONTROL_STREAM).stream()
                .filter(emitted -> emitted.control().isEnd())
                .count();
    }
}
