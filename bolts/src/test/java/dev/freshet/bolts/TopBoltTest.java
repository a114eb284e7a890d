package dev.freshet.bolts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.top.TopNSpec;
import dev.freshet.core.window.RollingCount;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.storm.topology.TopologyBuilder;
import org.junit.jupiter.api.Test;

class TopBoltTest {
    private static final Schema ROWS = Schema.of(Field.required("path", Type.VARCHAR));
    private static final WindowAggregateSpec COUNTS = RollingCount.of(
            List.of(new NamedExpr("path", new Expr.Column(0, "path", Type.VARCHAR, false))),
            WindowSpec.tumbling(1000),
            "n",
            ROWS);
    private static final TopNSpec TOP =
            new TopNSpec(COUNTS.resultSchema(), List.of("path"), "n", true, 2, List.of("path", "n"), 0);

    @Test
    void ranksTheResultsOfAWindowBolt() {
        assertThat(ranking(
                        new WindowBolt("count", COUNTS, EdgeSpec.keyed("counts", TopNSpec.SHUFFLE)),
                        new TopBolt("top", TOP, EdgeSpec.single("ranks")),
                        5))
                .containsExactly("0 1 /b 3", "0 2 /a 2", "1000 1 /z 1");
    }

    @Test
    void ranksCandidates() {
        assertThat(ranking(
                        WindowBolt.ofCandidates("count", COUNTS, TOP, "counts"),
                        TopBolt.ofCandidates("top", TOP, EdgeSpec.single("ranks")),
                        3))
                .containsExactly("0 1 /b 3", "0 2 /a 2", "1000 1 /z 1");
    }

    /** What comes out of the two in a row, {@code window rank path n}. */
    private static List<String> ranking(OperatorBolt window, OperatorBolt top, int between) {
        TaskBench first = bench(window, top, "count");
        window.prepare(Map.of(), first.context(), first.collector());
        window.execute(first.data("in", "rows", new Delivery(7, 0, 0, 1, 0, 0), rows()));
        window.execute(first.control("in", new Control(7, 0, 0, Long.MAX_VALUE, 1500, false)));
        assertThat(first.on("counts").stream()
                        .mapToInt(one -> one.batch().size())
                        .sum())
                .isEqualTo(between);

        TaskBench second = bench(window, top, "top");
        top.prepare(Map.of(), second.context(), second.collector());
        for (TaskBench.Emitted one : first.emitted) {
            top.execute(
                    one.stream().equals(Tuples.CONTROL_STREAM)
                            ? second.control("count", one.control())
                            : second.data("count", "counts", one.delivery(), one.batch()));
        }
        List<String> ranks = new ArrayList<>();
        for (TaskBench.Emitted one : second.on("ranks")) {
            Batch batch = one.batch();
            for (int i = 0; i < batch.size(); i++) {
                int row = batch.row(i);
                ranks.add(value(batch, "window_start", row) + " " + value(batch, TopNSpec.RANK, row) + " "
                        + value(batch, "path", row) + " " + value(batch, "n", row));
            }
        }
        assertThat(second.emitted.get(second.emitted.size() - 1).control().isEnd())
                .isTrue();
        window.cleanup();
        top.cleanup();
        return ranks;
    }

    private static String value(Batch batch, String column, int row) {
        return String.valueOf(batch.column(batch.schema().requireIndex(column)).value(row));
    }

    private static TaskBench bench(OperatorBolt window, OperatorBolt top, String component) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("in", new FeedSpout(EdgeSpec.single("rows")));
        Wiring.subscribe(builder.setBolt("count", window), "in", "rows");
        Wiring.subscribe(builder.setBolt("top", top), "count", "counts");
        Wiring.subscribe(
                builder.setBolt("next", new PartitionBolt("next", TOP.resultSchema(), EdgeSpec.single("out"))),
                "top",
                "ranks");
        return new TaskBench(
                builder.createTopology(),
                Map.of("in", List.of(1), "count", List.of(2), "top", List.of(3), "next", List.of(4)),
                component);
    }

    private static Batch rows() {
        BatchBuilder builder = new BatchBuilder(ROWS);
        for (String path : List.of("/b", "/a", "/c", "/b", "/a", "/b", "/d")) {
            builder.putText(0, path);
            builder.endRow(500, builder.rows(), Long.MIN_VALUE);
        }
        builder.putText(0, "/z");
        builder.endRow(1500, builder.rows(), Long.MIN_VALUE);
        return builder.build(new Origin("in", 0, 0, builder.rows()));
    }
}
