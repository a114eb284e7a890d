package dev.freshet.bolts.results;

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

    /** The component and the stream that a tuple came by. */
    static String way(Tuple tuple) {
        return tuple.getSourceComponent() + "/" + tuple.getSourceStreamId();
    }

    /** Whether the tuple has not been taken before. */
    final boolean isNew(Tuple tuple) {
        return replays.firstTime(way(tuple) + "/" + tuple.getSourceTask(), Tuples.delivery(tuple));
    }

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
