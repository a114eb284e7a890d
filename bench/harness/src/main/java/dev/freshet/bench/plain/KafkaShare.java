package dev.freshet.bench.plain;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.core.decode.RecordChunk;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * A partition of the run's topic, read by a consumer of its own to what is its end at the start; without end where events
 * come at a rate. Nothing is committed. Values are read where the consumer has them.
 */
final class KafkaShare implements Share {
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Run run;
    private final Consumer<ByteBuffer, ByteBuffer> consumer;
    private final long end;
    private long next;

    private KafkaShare(Run run, Consumer<ByteBuffer, ByteBuffer> consumer, long end) {
        this.run = run;
        this.consumer = consumer;
        this.end = end;
    }

    static KafkaShare open(Run run, int thread, int threads) {
        RunSpec spec = run.spec();
        Consumer<ByteBuffer, ByteBuffer> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", spec.bootstrap(),
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "fetch.max.wait.ms", "50",
                        "fetch.min.bytes", spec.ratePerSecond() > 0 ? "1" : "65536",
                        "max.partition.fetch.bytes", Integer.toString(4 << 20),
                        "max.poll.records", "5000"),
                new ByteBufferDeserializer(),
                new ByteBufferDeserializer());
        List<TopicPartition> mine = consumer.partitionsFor(spec.topic()).stream()
                .filter(partition -> partition.partition() % threads == thread)
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toList());
        if (mine.size() != 1) {
            consumer.close();
            throw new IllegalStateException("the topic must have a partition a thread, but thread " + thread + " of "
                    + threads + " has " + mine);
        }
        consumer.assign(mine);
        consumer.seekToBeginning(mine);
        long end = spec.ratePerSecond() > 0
                ? Long.MAX_VALUE
                : Objects.requireNonNull(consumer.endOffsets(mine).get(mine.get(0)));
        return new KafkaShare(run, consumer, end);
    }

    @Override
    public boolean next(RecordChunk into) {
        if (next >= end) {
            return false;
        }
        run.meter().start();
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record : consumer.poll(WAIT)) {
            ByteBuffer value = record.value();
            int from = value.arrayOffset() + value.position();
            into.addInPlace(value.array(), from, from + value.remaining(), record.offset());
            next = record.offset() + 1;
        }
        return next < end;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
