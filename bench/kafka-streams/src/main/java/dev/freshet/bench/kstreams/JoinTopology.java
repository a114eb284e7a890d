package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.sink.ResultSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/**
 * Views and purchases of a user in the DSL. Both are held for the grace, by which the tasks that read may be apart, as they do
 * not wait for each other.
 */
final class JoinTopology {
    private static final Duration GRACE = Duration.ofMinutes(1);

    private record Pair(Moment view, Moment purchase) {}

    private JoinTopology() {}

    static Topology of(Run run, Progress progress) {
        Duration within = Duration.ofMillis(run.spec().parameters().withinMs());
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], Event> events = Events.of(builder, run, progress);
        KStream<String, Moment> views = byUser(events, "view", progress);
        KStream<String, Moment> purchases = byUser(events, "purchase", progress);
        views.join(
                        purchases,
                        Pair::new,
                        JoinWindows.ofTimeDifferenceAndGrace(within, GRACE),
                        StreamJoined.<String, Moment, Moment>with(store("views", within), store("purchases", within))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Moment.SERDE)
                                .withOtherValueSerde(Moment.SERDE)
                                .withLoggingDisabled())
                .process(() -> new Pairs(run));
        return builder.build();
    }

    private static KStream<String, Moment> byUser(KStream<byte[], Event> events, String type, Progress progress) {
        return events.filter((key, event) -> event.type().equals(type))
                .map((key, event) -> new KeyValue<>(event.user(), new Moment(event.timeMs(), event.value())))
                .repartition(Repartitioned.with(Serdes.String(), Moment.SERDE).withName(type + "-by-user"))
                .peek((user, moment) -> progress.counted());
    }

    private static WindowBytesStoreSupplier store(String name, Duration within) {
        Duration size = within.multipliedBy(2);
        return Stores.inMemoryWindowStore(name, size.plus(GRACE), size, true);
    }

    /** The end of the job. */
    private static final class Pairs extends ContextualProcessor<String, Pair, Void, Void> {
        private final ResultSink sink;

        Pairs(Run run) {
            sink = ResultSink.open(run);
        }

        @Override
        public void process(Record<String, Pair> record) {
            Moment view = record.value().view();
            Moment purchase = record.value().purchase();
            byte[] user = record.key().getBytes(StandardCharsets.US_ASCII);
            sink.pair(view.timeMs(), user, purchase.timeMs(), view.value(), purchase.value());
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}
