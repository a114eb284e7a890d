package dev.freshet.bolts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.Wiring;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.Test;

class OperatorBoltTest {
    private static final Schema ROWS = Schema.of(Field.required("status", Type.BIGINT));

    @Test
    void countsReplaysOnceAndPassesEventTimeBehindTheResults() {
        OperatorBolt bolt = new RollingCountBolt(
                "count",
                List.of(new NamedExpr("status", new Expr.Column(0, "status", Type.BIGINT, false))),
                WindowSpec.tumbling(1000),
                ROWS,
                "n",
                EdgeSpec.single("counts"));
        TaskBench bench = bench(bolt);
        Tuple first = bench.data("in", "rows", new Delivery(7, 0, 0, 1, 0, 0), rows(200, 200, 404));
        bolt.execute(first);
        Tuple replay = bench.data("in", "rows", new Delivery(7, 0, 0, 1, 0, 0), rows(200, 200, 404));
        bolt.execute(replay);
        assertThat(bench.acked).containsExactly(first, replay);
        assertThat(bench.on("counts")).isEmpty();

        Tuple end = bench.control("in", new Control(7, 0, 0, Long.MAX_VALUE, 999, false));
        bolt.execute(end);
        assertThat(bench.acked).endsWith(end);
        Batch counts = bench.on("counts").get(0).batch();
        int n = counts.schema().requireIndex("n");
        assertThat(IntStream.range(0, counts.size())
                        .mapToObj(i -> counts.column(n).value(counts.row(i))))
                .containsExactlyInAnyOrder(2L, 1L);
        assertThat(bench.on("counts").get(0).anchors()).containsExactly(end);
        TaskBench.Emitted last = bench.emitted.get(bench.emitted.size() - 1);
        assertThat(last.stream()).isEqualTo(Tuples.CONTROL_STREAM);
        assertThat(last.control().isEnd()).isTrue();
        bolt.cleanup();
    }

    @Test
    void aStatelessHostMakesTheSameOfAReplay() {
        OperatorBolt bolt = new PartitionBolt("by-status", ROWS, EdgeSpec.keyed("counts", List.of("status")));
        TaskBench bench = bench(bolt);
        Delivery delivery = new Delivery(7, 0, 0, 1, 2, 0);
        bolt.execute(bench.data("in", "rows", delivery, rows(200, 301, 404)));
        List<Delivery> before =
                bench.on("counts").stream().map(TaskBench.Emitted::delivery).toList();
        bench.emitted.clear();
        bolt.execute(bench.data("in", "rows", delivery, rows(200, 301, 404)));
        assertThat(bench.on("counts").stream().map(TaskBench.Emitted::delivery)).isEqualTo(before);
        assertThat(before).isNotEmpty().allMatch(one -> one.sequence() == 1 && one.incarnation() == 7);
        bolt.cleanup();
    }

    @Test
    void anOperatorThatThrowsStopsTheTaskAndSaysWhy() {
        OperatorBolt bolt = new OperatorBolt(
                HostSpec.stateful("boom", new Boom(), List.of(EdgeSpec.single("counts")), false, NoBoard.INSTANCE));
        TaskBench bench = bench(bolt);
        Tuple poisoned = bench.data("in", "rows", new Delivery(7, 0, 0, 1, 0, 0), rows(1));
        bolt.execute(poisoned);
        bolt.execute(bench.data("in", "rows", new Delivery(7, 0, 0, 2, 0, 0), rows(1)));
        assertThat(bench.failed).containsExactly(poisoned);
        assertThat(bench.acked).isEmpty();
        assertThat(bench.errors).hasSize(1);
        assertThat(bench.errors.get(0)).hasMessage("operator 'boom' failed: no such luck");
        bolt.cleanup();
    }

    private static TaskBench bench(OperatorBolt bolt) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("in", new FeedSpout(EdgeSpec.single("rows")));
        Wiring.subscribe(builder.setBolt("host", bolt), "in", "rows");
        Wiring.subscribe(
                builder.setBolt("next", new PartitionBolt("next", ROWS, EdgeSpec.single("out")), 2), "host", "counts");
        TaskBench bench = new TaskBench(
                builder.createTopology(), Map.of("in", List.of(1), "host", List.of(2), "next", List.of(3, 4)), "host");
        bolt.prepare(Map.of(), bench.context(), bench.collector());
        return bench;
    }

    private static Batch rows(long... statuses) {
        BatchBuilder builder = new BatchBuilder(ROWS);
        for (long status : statuses) {
            builder.putLong(0, status);
            builder.endRow(500, 1, Long.MIN_VALUE);
        }
        return builder.build(new Origin("in", 0, 0, statuses.length));
    }

    private record Boom() implements OperatorSpec {
        @Override
        public Schema outputSchema() {
            return ROWS;
        }

        @Override
        public String describe() {
            return "boom";
        }

        @Override
        public Operator create() {
            return new Operator() {
                @Override
                public void open(OperatorContext context) {}

                @Override
                public void process(int input, Batch batch, Output out) {
                    throw new IllegalStateException("no such luck");
                }
            };
        }
    }
}
