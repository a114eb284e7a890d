package dev.freshet.storm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.operator.BatchPartitioner;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Batches along edges: every row to exactly one partition, whole and with its origin; nothing where nobody listens. */
class EdgeSenderTest {
    private static final Schema SCHEMA = Schema.of(
            Field.required("n", Type.BIGINT), Field.nullable("host", Type.VARCHAR), Field.nullable("x", Type.DOUBLE));
    private static final EdgeSpec KEYED = EdgeSpec.keyed("by-host", List.of("host"));
    private static final EdgeSpec SPREAD = EdgeSpec.spread(Tuples.DEAD_STREAM);
    private static final EdgeSpec SINGLE = EdgeSpec.single("all");
    private static final EdgeSpec SHARED = EdgeSpec.toAll("shared");
    private static final EdgeSpec UNHEARD = EdgeSpec.keyed("unheard", List.of("n"));
    private static final List<EdgeSpec> EDGES = List.of(KEYED, SPREAD, SINGLE, SHARED, UNHEARD);
    private static final int TASKS = 5;

    private record Out(int task, String stream, Values tuple) {
        Batch batch() {
            return (Batch) tuple.get(2);
        }

        int partition() {
            return (Integer) tuple.get(0);
        }

        Delivery delivery() {
            return (Delivery) tuple.get(1);
        }
    }

    private final List<Out> out = new ArrayList<>();
    private int parts;
    private final EdgeSender sender =
            new EdgeSender(EDGES, context(true), edge -> BatchPartitioner.by(SCHEMA, edge.keys()));

    @Test
    void everyRowGoesToOnePartitionWholeAndAKeyAlwaysToTheSame() {
        Map<String, Integer> partitionOf = new HashMap<>();
        for (long seed = 1; seed <= 50; seed++) {
            Batch batch = batch(new Random(seed));
            out.clear();
            sender.sendTo(KEYED.stream(), batch, this::next, emitter());
            Set<Long> seen = new HashSet<>();
            for (Out one : out) {
                assertThat(one.stream()).isEqualTo(KEYED.stream());
                assertThat(one.batch().origin()).isEqualTo(batch.origin());
                assertThat(one.batch().schema()).isEqualTo(SCHEMA);
                for (int i = 0; i < one.batch().size(); i++) {
                    check(one, one.batch().row(i), seed);
                    String host = String.valueOf(text(one.batch(), one.batch().row(i)));
                    assertThat(partitionOf.computeIfAbsent(host, unused -> one.partition()))
                            .as("seed %d: the partition of %s", seed, host)
                            .isEqualTo(one.partition());
                    assertThat(seen.add(one.batch().offset(one.batch().row(i))))
                            .as("seed %d: a row twice", seed)
                            .isTrue();
                }
            }
            assertThat(seen).as("seed %d", seed).hasSize(batch.size());
            assertThat(out.stream().map(Out::partition)).doesNotHaveDuplicates().allMatch(p -> p >= 0 && p < TASKS);
            assertThat(out.stream().map(one -> one.delivery().part())).doesNotHaveDuplicates();
        }
        assertThat(partitionOf.values()).as("all partitions have keys").contains(0, 1, 2, 3, 4);
    }

    @Test
    void batchesWithoutKeysGoInTurnOrAllToOneOrToAll() {
        Batch batch = batch(new Random(1));
        for (int i = 0; i < 2 * TASKS; i++) {
            sender.sendTo(SPREAD.stream(), batch, this::next, emitter());
        }
        assertThat(out).allMatch(one -> one.batch() == batch);
        assertThat(out.stream().map(Out::partition).limit(TASKS)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        out.clear();
        sender.sendTo(SINGLE.stream(), batch, this::next, emitter());
        sender.sendTo(SINGLE.stream(), batch, this::next, emitter());
        assertThat(out).hasSize(2).allMatch(one -> one.partition() == 0 && one.batch() == batch);
        out.clear();
        sender.sendTo(SHARED.stream(), batch, this::next, emitter());
        assertThat(out).allMatch(one -> one.batch() == batch);
        assertThat(out.stream().map(Out::partition)).containsExactly(0, 1, 2, 3, 4);
        assertThat(out.stream().map(one -> one.delivery().part())).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsSentWhereNobodyListensOrOfNothing() {
        sender.sendTo(UNHEARD.stream(), batch(new Random(1)), this::next, emitter());
        sender.sendTo("no such stream", batch(new Random(1)), this::next, emitter());
        sender.sendTo(KEYED.stream(), new BatchBuilder(SCHEMA).build(Origin.DERIVED), this::next, emitter());
        assertThat(out).isEmpty();
        assertThat(parts).isZero();
    }

    @Test
    void aPortSendsAlongAllItsEdges() {
        sender.send(0, batch(new Random(2)), this::next, emitter());
        assertThat(out.stream().map(Out::stream).distinct())
                .containsExactlyInAnyOrder(KEYED.stream(), SPREAD.stream(), SINGLE.stream(), SHARED.stream());
        out.clear();
        sender.send(1, batch(new Random(2)), this::next, emitter());
        assertThat(out).isEmpty();
    }

    @Test
    void controlGoesOnceToEachTaskThatFollows() {
        sender.control(new Control(1, 0, 0, 5, 5, false), emitter());
        assertThat(out.stream().map(Out::task)).containsExactlyElementsOf(sender.targets());
        assertThat(sender.targets()).hasSize(4 * TASKS);
    }

    @Test
    void aStreamHasOneConsumer() {
        assertThatThrownBy(
                        () -> new EdgeSender(EDGES, context(false), edge -> BatchPartitioner.by(SCHEMA, edge.keys())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must have one consumer");
    }

    /** The row says by its number what the other columns must be. */
    private static void check(Out one, int row, long seed) {
        long n = one.batch().longs(0).get(row);
        assertThat(one.batch().offset(row)).as("seed %d", seed).isEqualTo(n);
        assertThat(one.batch().eventTime(row)).as("seed %d", seed).isEqualTo(1_000 + n);
        assertThat(text(one.batch(), row)).as("seed %d", seed).isEqualTo(host(n));
        assertThat(one.batch().column(2).value(row)).as("seed %d", seed).isEqualTo(n % 7 == 0 ? null : n / 2.0);
    }

    private static @Nullable String host(long n) {
        return n % 11 == 0 ? null : "hóst-" + n % 40;
    }

    private static @Nullable String text(Batch batch, int row) {
        Object value = batch.column(1).value(row);
        return value == null ? null : value instanceof byte[] bytes ? new String(bytes, UTF_8) : value.toString();
    }

    /** Some of the rows are filtered out, as by a predicate. */
    private static Batch batch(Random random) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        int rows = 1 + random.nextInt(500);
        for (long n = 0; n < rows; n++) {
            String host = host(n);
            builder.putLong(0, n);
            if (host == null) {
                builder.putNull(1);
            } else {
                builder.putText(1, host);
            }
            if (n % 7 == 0) {
                builder.putNull(2);
            } else {
                builder.putDouble(2, n / 2.0);
            }
            builder.endRow(1_000 + n, n, Long.MIN_VALUE);
        }
        Batch whole = builder.build(new Origin("in", 3, 0, rows - 1));
        int[] kept = random.ints(0, rows).distinct().limit(1 + rows / 3).toArray();
        return whole.select(kept, kept.length);
    }

    private Delivery next() {
        return new Delivery(1, 0, 0, 1, parts++, 1);
    }

    private Emitter emitter() {
        return new Emitter() {
            @Override
            public void emit(String stream, Values tuple) {
                out.add(new Out(-1, stream, tuple));
            }

            @Override
            public void emitDirect(int task, String stream, Values tuple) {
                out.add(new Out(task, stream, tuple));
            }
        };
    }

    /** A component of one task whose streams but {@link #UNHEARD} have consumers of five tasks each. */
    private static TopologyContext context(boolean oneConsumer) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setBolt("sender", new Sending(EDGES));
        Map<String, List<Integer>> tasks = new HashMap<>(Map.of("sender", List.of(1)));
        int task = 2;
        for (EdgeSpec edge : List.of(KEYED, SPREAD, SINGLE, SHARED)) {
            String id = "after-" + edge.stream();
            BoltDeclarer bolt = builder.setBolt(id, new Sending(List.of()), TASKS);
            Wiring.subscribe(bolt, "sender", edge.stream());
            if (!oneConsumer && edge != KEYED) {
                Wiring.subscribe(bolt, "sender", KEYED.stream());
            }
            tasks.put(id, List.of(task, task + 1, task + 2, task + 3, task + 4));
            task += TASKS;
        }
        return context(builder.createTopology(), tasks);
    }

    private static TopologyContext context(StormTopology topology, Map<String, List<Integer>> tasks) {
        Map<Integer, String> components = new HashMap<>();
        tasks.forEach((component, ids) -> ids.forEach(id -> components.put(id, component)));
        Map<String, Map<String, Fields>> fields = new HashMap<>();
        tasks.keySet().forEach(component -> fields.put(component, Map.of()));
        return new TopologyContext(
                topology,
                Map.of(),
                components,
                tasks,
                fields,
                Map.of(),
                "job",
                "",
                "",
                1,
                6700,
                List.copyOf(components.keySet()),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new java.util.concurrent.atomic.AtomicBoolean(),
                new StormMetricRegistry());
    }

    /** Declares edges and does nothing. */
    private static final class Sending extends BaseRichBolt {
        private static final long serialVersionUID = 1L;

        private final List<EdgeSpec> edges;

        Sending(List<EdgeSpec> edges) {
            this.edges = edges;
        }

        @Override
        public void prepare(
                Map<String, Object> conf, TopologyContext context, org.apache.storm.task.OutputCollector collector) {}

        @Override
        public void execute(Tuple input) {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            EdgeSender.declare(edges, declarer);
        }
    }
}
