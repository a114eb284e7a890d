package dev.freshet.bench.storm;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.EventPool;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import java.util.concurrent.TimeUnit;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseWindowedBolt;
import org.apache.storm.topology.base.BaseWindowedBolt.Duration;

/**
 * The job {@code views} with Storm's own windowed bolt, from memory. The bolt drops what is older than the newest by more than
 * the lag, and in a window it does not look behind the first tuple that is ahead of it by as much. Two spouts can be apart by any
 * time, so there is one, and one bolt that parses: they keep the order, and the lag is the disorder. The windowed bolt acks a
 * tuple when its window is over, so the spout may have the tuples of two windows pending.
 */
public final class WindowedStormEngine extends ClusterEngine {
    private static final int WATERMARK_EVERY_MS = 100;

    @Override
    public String name() {
        return "storm-windowed";
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        return job == JobName.VIEWS && source == SourceKind.MEMORY;
    }

    @Override
    int pending(RunSpec spec) {
        JobParameters parameters = spec.parameters();
        long openMs = 2 * parameters.windowMs() + parameters.disorderMs() + WATERMARK_EVERY_MS;
        return Math.toIntExact(Layout.PENDING + openMs * parameters.eventsPerSecond() / 1000);
    }

    /** The windows' own thread acks, and nobody flushes its batches; and queues for all that is pending would be too long. */
    @Override
    int batch() {
        return 1;
    }

    @Override
    TopologyBuilder topology(Layout layout, RunSpec spec) {
        JobParameters parameters = spec.parameters();
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(Names.SPOUT, new EventSpout(layout.runId(), false), 1);
        builder.setBolt(Names.PARSE, new OrderedViewsBolt(layout, endMs(spec)), 1)
                .globalGrouping(Names.SPOUT)
                .globalGrouping(Names.SPOUT, Names.END);
        BaseWindowedBolt windows = new ViewsWindowBolt(layout)
                .withTimestampField(Names.TIME)
                .withTumblingWindow(ms(parameters.windowMs()))
                .withLag(ms(Math.max(1, parameters.disorderMs())))
                .withWatermarkInterval(ms(WATERMARK_EVERY_MS));
        builder.setBolt(Names.COUNT, windows, spec.parallelism()).customGrouping(Names.PARSE, new KeyGrouping());
        return builder;
    }

    /** Later than all windows with events. */
    private static long endMs(RunSpec spec) {
        JobParameters parameters = spec.parameters();
        return EventPool.START_MS
                + spec.events() * 1000 / parameters.eventsPerSecond()
                + 2 * parameters.windowMs()
                + parameters.disorderMs();
    }

    private static Duration ms(long ms) {
        return new Duration(Math.toIntExact(ms), TimeUnit.MILLISECONDS);
    }
}
