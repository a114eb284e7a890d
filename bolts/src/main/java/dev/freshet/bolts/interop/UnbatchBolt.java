package dev.freshet.bolts.interop;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.schema.Schema;
import dev.freshet.storm.Tuples;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.TupleUtils;
import org.jspecify.annotations.Nullable;

/**
 * Emits one tuple for each row, with the schema's columns as fields, so that any Storm bolt can be attached. Values are
 * Boolean, Long (BIGINT, and TIMESTAMP in epoch ms), Double, String or null. Each is anchored to the batch's tuple: the
 * batch is replayed if one of its rows fails, so what comes behind sees rows at least once.
 */
public class UnbatchBolt extends BaseRichBolt {
    private final Schema schema;
    private transient @Nullable OutputCollector collector;

    public UnbatchBolt(Schema schema) {
        this.schema = schema;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector output) {
        collector = output;
    }

    @Override
    public void execute(Tuple tuple) {
        OutputCollector output = collector;
        if (output == null) {
            throw new IllegalStateException("the bolt was not prepared");
        }
        if (!TupleUtils.isTick(tuple) && !Tuples.isControl(tuple)) {
            emit(Tuples.batch(tuple), tuple, output);
        }
        output.ack(tuple);
    }

    private void emit(Batch batch, Tuple anchor, OutputCollector output) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            Values values = new Values();
            for (int column = 0; column < schema.size(); column++) {
                values.add(batch.column(column).value(row));
            }
            output.emit(anchor, values);
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(schema.names()));
    }
}
