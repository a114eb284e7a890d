package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;

/** The run's events as a stream: those that the job keeps, at their own times. */
final class Events {
    private Events() {}

    static KStream<byte[], Event> of(StreamsBuilder builder, Run run, Progress progress) {
        RunSpec spec = run.spec();
        Serde<Event> events = Serdes.serdeFrom(
                (topic, event) -> {
                    throw new UnsupportedOperationException("events are not sent on as they are");
                },
                new EventParser(spec.job(), progress));
        return builder.stream(
                        spec.topic(), Consumed.with(Serdes.ByteArray(), events).withTimestampExtractor(new EventTime()))
                .filter((key, event) -> event != null);
    }
}
