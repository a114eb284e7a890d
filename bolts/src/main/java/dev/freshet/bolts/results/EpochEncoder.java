package dev.freshet.bolts.results;

import dev.freshet.bolts.InputSpec;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.storm.ReplayFilter;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.epoch.EpochBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;

/** A task's encoder that passes over what is replayed, and goes through epochs as its results' encoders do. */
abstract class EpochEncoder<C> implements PipelinedBolt.Encoder<C> {
    private final ResultEncoders<C> encoders;
    private ReplayFilter replays = new ReplayFilter();

    /**
     * @param byName the encoders, by the name under which their state is kept
     * @param run the first generation of this run of the job
     */
    EpochEncoder(Map<String, ResultEncoder<C>> byName, long run, TopologyContext context) {
        this.encoders = new ResultEncoders<>(byName, run, context);
    }

    /** The first generation of the run that the results began with. */
    final long since() {
        return encoders.since();
    }

    @Override
    public final int add(Tuple tuple) {
        String channel = InputSpec.way(tuple) + "/" + tuple.getSourceTask();
        return replays.firstTime(channel, Tuples.delivery(tuple)) ? addNew(tuple) : 0;
    }

    /** Takes the rows of a tuple that has not been taken before; returns how many are written. */
    abstract int addNew(Tuple tuple);

    @Override
    public List<C> take(long nowMs) {
        List<C> calls = new ArrayList<>();
        encoders.take(nowMs, calls);
        return calls;
    }

    @Override
    public final void written() {
        encoders.written();
    }

    @Override
    public void restart(EpochBase base) {
        replays = new ReplayFilter();
        encoders.restart(base);
    }

    @Override
    public final void barrier(long generation, long epoch, SectionBytes to) {
        encoders.barrier(generation, epoch, to);
    }

    @Override
    public final boolean isDue(EpochView view) {
        return encoders.isDue(view);
    }

    @Override
    public final boolean isFull() {
        return encoders.isFull();
    }
}
