package dev.freshet.services.storm;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.Utils;
import org.jspecify.annotations.Nullable;

/** One spout that emits numbers, one bolt that prints the tenth. */
public final class TinyTopology {

    static final String TENTH = "the tenth number is 9";

    private TinyTopology() {}

    /** Submits it under the name {@code args[0]} to one worker; the environment must greet. */
    public static void main(String[] args) throws Exception {
        System.out.println("greeting: " + System.getenv("GREETING"));
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("numbers", new Numbers());
        builder.setBolt("print", new Print()).shuffleGrouping("numbers");
        Config config = new Config();
        config.setNumWorkers(1);
        StormSubmitter.submitTopology(args[0], config, builder.createTopology());
    }

    /** Counts, ten numbers a second. */
    public static final class Numbers extends BaseRichSpout {
        private static final long serialVersionUID = 1L;
        private transient @Nullable SpoutOutputCollector collector;
        private int next;

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector out) {
            this.collector = out;
        }

        @Override
        public void nextTuple() {
            requireNonNull(collector).emit(new Values(next), next);
            next++;
            Utils.sleep(100);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("number"));
        }
    }

    /** Prints the tenth. */
    public static final class Print extends BaseRichBolt {
        private static final long serialVersionUID = 1L;
        private transient @Nullable OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
            this.collector = out;
        }

        @Override
        public void execute(Tuple input) {
            if (input.getInteger(0) == 9) {
                System.out.println("the tenth number is " + input.getInteger(0));
            }
            requireNonNull(collector).ack(input);
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }
}
