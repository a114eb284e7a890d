package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.JobName;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The jobs {@code hop}, {@code topk} and {@code rules} in the Processor API. The DSL's windows would be written sixty times an
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
                : events.process(ByPage::new)
                        .repartition(
                                Repartitioned.with(Serdes.String(), Hit.SERDE).withName("by-page"))
                        .process(() -> new PageWindows(run, progress));
        if (job != JobName.HOP) {
            parts.repartition(Repartitioned.with(Serdes.Long(), Part.SERDE).withName("by-window"))
                    .process(() -> new TotalsTask(run, progress));
        }
        return builder.build();
    }

    /** Keys an event by its page, and keeps where it comes from. */
    private static final class ByPage extends ContextualProcessor<byte[], Event, String, Hit> {
        @Override
        public void process(Record<byte[], Event> record) {
            Event event = record.value();
            int source = context().recordMetadata().orElseThrow().partition();
            context()
                    .forward(new Record<>(
                            event.page(), new Hit(source, event.value(), event.user()), record.timestamp()));
        }
    }
}
