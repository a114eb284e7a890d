package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.JobName;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The jobs {@code hop}, {@code topk}, {@code rules} and {@code ysb} in the Processor API. The DSL's windows would be written sixty times an
 * event, kept for all of the grace and told of at every change, to be ranked anew; here a window is a hash map that is
 * given when all partitions are past its end.
 */
final class WindowsTopology {
    private WindowsTopology() {}

    static Topology of(Run run, Progress progress) {
        JobName job = run.spec().job();
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], Event> events = Events.of(builder, run, progress);
        KStream<Long, Part> parts = job == JobName.RULES
                ? events.process(() -> new RuleWindows(run.spec(), progress))
                : events.process(() ->
                                job == JobName.YSB ? new ByCampaign(run.spec().redis()) : new ByPage())
                        .repartition(
                                Repartitioned.with(Serdes.String(), Hit.SERDE).withName("by-key"))
                        .process(() -> new PageWindows(run, progress));
        if (job == JobName.TOPK || job == JobName.RULES) {
            parts.repartition(Repartitioned.with(Serdes.Long(), Part.SERDE).withName("by-window"))
                    .process(() -> new TotalsTask(run, progress));
        }
        return builder.build();
    }
}
