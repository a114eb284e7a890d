package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.JobParameters;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/**
 * Views per page and window. Windows stay open long: a task's time is that of the farthest of the tasks that send to it, and
 * these do not wait for each other. So each change of a row is sent on, held back by the store's cache.
 */
final class ViewsTopology {
    private static final Duration GRACE = Duration.ofMinutes(10);

    private ViewsTopology() {}

    static Topology of(Run run, Progress progress) {
        JobParameters parameters = run.spec().parameters();
        Duration size = Duration.ofMillis(parameters.windowMs());
        TimeWindows windows =
                TimeWindows.ofSizeAndGrace(size, GRACE).advanceBy(Duration.ofMillis(parameters.slideMs()));
        StreamsBuilder builder = new StreamsBuilder();
        Events.of(builder, run, progress)
                .map((key, event) -> new KeyValue<>(event.page(), event.value()))
                .repartition(
                        Repartitioned.with(Serdes.String(), Serdes.Double()).withName("by-page"))
                .peek((page, value) -> progress.counted())
                .groupByKey(Grouped.with(Serdes.String(), Serdes.Double()))
                .windowedBy(windows)
                .aggregate(
                        () -> Sums.NONE,
                        (page, value, sums) -> sums.plus(value),
                        Materialized.<String, Sums>as(
                                        Stores.inMemoryWindowStore("views", size.plus(GRACE), size, false))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Sums.SERDE)
                                .withCachingEnabled()
                                .withLoggingDisabled())
                .toStream()
                .process(() -> new LatestRows(run));
        return builder.build();
    }
}
