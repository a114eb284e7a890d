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
 * Boolean, Long (BIGINT, and TIMESTAMP in epoch ms), Double, String, {@code byte[]} or null.
 *
 * <p>Each tuple is anchored to the batch's. Behind a source or what keeps nothing, rows that fail come again. Results of
 * windows are made once: a bolt that writes them must try again by itself, as {@link MapperSinkBolt} does, for what it fails
 * does not come again.
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
            Batch batch = Tuples.batch(tuple);
            requireSchema(batch, tuple);
            emit(batch, tuple, output);
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

    private void requireSchema(Batch batch, Tuple tuple) {
        if (batch.schema() != schema && !batch.schema().equals(schema)) {
            throw new IllegalStateException("rows of " + schema + " are expected from " + tuple.getSourceComponent()
                    + "/" + tuple.getSourceStreamId() + " (are of " + batch.schema() + ")");
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(schema.names()));
    }
}
