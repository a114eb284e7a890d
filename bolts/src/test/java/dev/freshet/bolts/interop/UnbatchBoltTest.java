package dev.freshet.bolts.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bolts.FeedSpout;
import dev.freshet.bolts.TaskBench;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Wiring;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.Utils;
import org.junit.jupiter.api.Test;

class UnbatchBoltTest {
    private static final Schema ROWS = Schema.of(
            Field.required("at", Type.TIMESTAMP),
            Field.nullable("host", Type.VARCHAR),
            Field.nullable("share", Type.DOUBLE),
            Field.nullable("up", Type.BOOLEAN));

    private final UnbatchBolt bolt = new UnbatchBolt(ROWS);
    private final TaskBench bench = bench(bolt);

    @Test
    void emitsASelectedRowATupleAnchoredToTheBatch() {
        Tuple tuple = bench.data("in", "rows", Delivery.result(), rows().select(new int[] {0, 2}, 2));
        bolt.execute(tuple);
        List<TaskBench.Emitted> emitted = bench.on(Utils.DEFAULT_STREAM_ID);
        assertThat(emitted)
                .extracting(TaskBench.Emitted::values)
                .containsExactly(Arrays.asList(7L, "a", 0.5, true), Arrays.asList(9L, null, null, false));
        assertThat(emitted).allSatisfy(one -> assertThat(one.anchors()).containsExactly(tuple));
        assertThat(bench.acked).containsExactly(tuple);
    }

    @Test
    void controlMessagesEndHere() {
        Tuple control = bench.control("in", new Control(7, 0, 0, 5, 5, false));
        bolt.execute(control);
        assertThat(bench.emitted).isEmpty();
        assertThat(bench.acked).containsExactly(control);
    }

    @Test
    void refusesBatchesOfOtherColumns() {
        Schema other = Schema.of(Field.required("n", Type.BIGINT));
        BatchBuilder builder = new BatchBuilder(other);
        builder.putLong(0, 1);
        builder.endRow(0);
        Tuple tuple = bench.data("in", "rows", Delivery.result(), builder.build(Origin.DERIVED));
        assertThatThrownBy(() -> bolt.execute(tuple))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in/rows")
                .hasMessageContaining("BIGINT");
        assertThat(bench.acked).isEmpty();
    }

    private static Batch rows() {
        BatchBuilder builder = new BatchBuilder(ROWS);
        for (long i = 0; i < 3; i++) {
            builder.putLong(0, 7 + i);
            if (i == 0) {
                builder.putText(1, "a");
                builder.putDouble(2, 0.5);
            }
            builder.putBoolean(3, i == 0);
            builder.endRow(7 + i);
        }
        return builder.build(Origin.DERIVED);
    }

    private static TaskBench bench(UnbatchBolt bolt) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("in", new FeedSpout(EdgeSpec.single("rows")));
        Wiring.subscribe(builder.setBolt("unbatch", bolt), "in", "rows");
        TaskBench bench =
                new TaskBench(builder.createTopology(), Map.of("in", List.of(1), "unbatch", List.of(2)), "unbatch");
        bolt.prepare(Map.of(), bench.context(), bench.collector());
        return bench;
    }
}
