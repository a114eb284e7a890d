package dev.freshet.bolts.results;

import dev.freshet.bolts.FeedSpout;
import dev.freshet.bolts.InputSpec;
import dev.freshet.bolts.NoBoard;
import dev.freshet.bolts.TaskBench;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Wiring;
import dev.freshet.storm.epoch.EpochSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.storm.topology.IRichBolt;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/** A sink's task with a source before it. */
final class SinkBench implements AutoCloseable {
    static final Schema WINDOWS = windows(
            Field.nullable("src", Type.VARCHAR),
            Field.nullable("flows", Type.BIGINT),
            Field.nullable("share", Type.DOUBLE),
            Field.nullable("up", Type.BOOLEAN),
            Field.nullable("seen", Type.TIMESTAMP));

    final TaskBench bench;
    final IRichBolt bolt;

    SinkBench(IRichBolt bolt) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("in", new FeedSpout(EdgeSpec.single("rows")));
        Wiring.subscribe(builder.setBolt("sink", bolt), "in", "rows");
        this.bolt = bolt;
        this.bench = new TaskBench(builder.createTopology(), Map.of("in", List.of(1), "sink", List.of(2)), "sink");
        bolt.prepare(Map.of(), bench.context(), bench.collector());
    }

    static SinkBench of(RedisConfig redis, long run, ResultSpec result) {
        return of(redis, run, result, null);
    }

    static SinkBench of(RedisConfig redis, long run, ResultSpec result, @Nullable EpochSpec epochs) {
        return new SinkBench(new RedisSinkBolt(new SinkSpec(
                redis,
                run,
                List.of(new SinkSpec.Routed(new InputSpec("in", "rows"), result)),
                SinkSpec.DEFAULT_FLUSH_ROWS,
                SinkSpec.DEFAULT_FLUSH_MS,
                NoBoard.INSTANCE,
                epochs)));
    }

    static Schema windows(Field... fields) {
        List<Field> all = new ArrayList<>(WindowColumns.leading());
        all.addAll(Arrays.asList(fields));
        all.addAll(WindowColumns.trailing());
        return new Schema(all);
    }

    /** Rows of natural Java objects. */
    @SafeVarargs
    static Batch batch(Schema schema, List<? extends @Nullable Object>... rows) {
        BatchBuilder builder = new BatchBuilder(schema);
        for (List<? extends @Nullable Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                Object value = row.get(i);
                if (value instanceof String text) {
                    builder.putText(i, text);
                } else if (value instanceof Double number) {
                    builder.putDouble(i, number);
                } else if (value instanceof Boolean truth) {
                    builder.putBoolean(i, truth);
                } else if (value instanceof Number number) {
                    builder.putLong(i, number.longValue());
                }
            }
            builder.endRow(0);
        }
        return builder.build(Origin.DERIVED);
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    Tuple results(Batch batch) {
        return results(Delivery.result(), batch);
    }

    Tuple results(Delivery delivery, Batch batch) {
        return send(bench.data("in", "rows", delivery, batch));
    }

    Tuple replayable(long sequence, Batch batch) {
        return send(bench.data("in", "rows", new Delivery(77, 0, 0, sequence, 0, 0), batch));
    }

    Tuple control(long watermarkMs) {
        return send(bench.control("in", new Control(77, 0, 0, watermarkMs, watermarkMs, false)));
    }

    Tuple control(Control control) {
        return send(bench.control("in", control));
    }

    Tuple tick() {
        return send(bench.tick());
    }

    boolean isAcked(Tuple tuple) {
        return bench.acked.contains(tuple);
    }

    private Tuple send(Tuple tuple) {
        bolt.execute(tuple);
        return tuple;
    }

    @Override
    public void close() {
        bolt.cleanup();
    }
}
