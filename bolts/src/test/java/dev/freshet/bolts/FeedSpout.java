package dev.freshet.bolts;

import dev.freshet.storm.EdgeSender;
import dev.freshet.storm.EdgeSpec;
import java.util.List;
import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;

/** Declares the streams of a source and says nothing: the bench makes its tuples. */
public final class FeedSpout extends BaseRichSpout {
    private final List<EdgeSpec> edges;

    public FeedSpout(EdgeSpec... edges) {
        this.edges = List.of(edges);
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {}

    @Override
    public void nextTuple() {}

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        EdgeSender.declare(edges, declarer);
    }
}
