package dev.freshet.bolts.results;

import dev.freshet.bolts.InputSpec;
import dev.freshet.storm.Tuples;
import java.util.Map;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;

/** A task's encoder of several results, each of which comes by a way of its own. */
class RoutedEncoder<C> extends EpochEncoder<C> {
    private final Map<String, ResultEncoder<C>> byWay;
    private final long run;

    /**
     * @param byWay the encoders, by the {@link InputSpec#way} of their rows
     * @param byName the same, by the name under which their state is kept
     * @param run the first generation of this run of the job
     */
    RoutedEncoder(
            Map<String, ResultEncoder<C>> byWay,
            Map<String, ResultEncoder<C>> byName,
            long run,
            TopologyContext context) {
        super(byName, run, context);
        this.byWay = byWay;
        this.run = run;
    }

    @Override
    final int addNew(Tuple tuple) {
        ResultEncoder<C> encoder = byWay.get(InputSpec.way(tuple));
        if (encoder == null) {
            throw new IllegalStateException("the sink has no result for what comes from " + InputSpec.way(tuple));
        }
        return encoder.add(Tuples.batch(tuple), run + Tuples.delivery(tuple).generation());
    }
}
