package dev.freshet.spouts.kafka;

import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Which partitions of the topics a task reads, and from where to where. */
final class KafkaTopics {
    /** Less than the half minute in which a user hears of it, with the time to find out. */
    private static final Duration START_TIME = Duration.ofSeconds(15);

    private static final Duration LOOK_TIME = Duration.ofMillis(200);

    /** A broker that has just come back may not know its topics yet, so one look does not tell. */
    private static final int LOOKS_UNTIL_GONE = 15;

    /**
     * What is read of a partition.
     *
     * @param end exclusive; {@link Long#MAX_VALUE} for no end
     */
    record Range(long start, long end) {}

    private final KafkaInput input;
    private final ReaderContext context;
    private final Consumer<?, ?> consumer;
    private final TopicChanges changes;
    /** How many looks in a row have not found a topic. */
    private final Map<String, Integer> missed = new HashMap<>();

    KafkaTopics(KafkaInput input, ReaderContext context, Consumer<?, ?> consumer, TopicChanges changes) {
        this.input = input;
        this.context = context;
        this.consumer = consumer;
        this.changes = changes;
    }

    /** The source's number for a partition of a topic. */
    int number(TopicPartition kafka) {
        return kafka.partition() * input.topics().size() + input.topics().indexOf(kafka.topic());
    }

    /** The task's partitions at the start. */
    Map<TopicPartition, Range> start() {
        try {
            Set<TopicPartition> own = new HashSet<>();
            for (String topic : input.topics()) {
                List<PartitionInfo> found = consumer.partitionsFor(topic, START_TIME);
                if (found == null || found.isEmpty()) {
                    throw new SourceFailure("topic '" + topic + "' does not exist at " + input.brokers());
                }
                addOwn(found, own);
            }
            return ranges(own, input.start(), START_TIME);
        } catch (TimeoutException e) {
            throw new SourceFailure(
                    "Kafka at " + input.brokers() + " does not answer (waited " + START_TIME.toSeconds() + " s for "
                            + String.join(", ", input.topics()) + ")",
                    e);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new SourceFailure("Kafka at " + input.brokers() + " refuses " + String.join(", ", input.topics())
                    + ": " + KafkaClient.words(e, input));
        }
    }

    /**
     * Partitions of the task's that have been added to the topics; read from their beginning.
     *
     * @throws SourceFailure if a topic has been gone for several looks
     */
    Map<TopicPartition, Range> added(Set<TopicPartition> known) {
        try {
            Set<TopicPartition> own = new HashSet<>();
            for (String topic : input.topics()) {
                List<PartitionInfo> found = consumer.partitionsFor(topic, LOOK_TIME);
                requireThere(topic, found != null && !found.isEmpty());
                addOwn(found == null ? List.of() : found, own);
            }
            own.removeAll(known);
            if (input.untilEnd()) {
                return Map.of();
            }
            boolean committed = input.start().committed();
            return ranges(own, new KafkaStart(committed, KafkaStart.Place.EARLIEST, 0), LOOK_TIME);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // Asked again in some seconds; until then there is nothing new.
            return Map.of();
        }
    }

    private void requireThere(String topic, boolean there) {
        if (there) {
            missed.remove(topic);
        } else if (missed.merge(topic, 1, Integer::sum) == LOOKS_UNTIL_GONE) {
            throw new SourceFailure("topic '" + topic + "' does not exist any more at " + input.brokers());
        }
    }

    private void addOwn(Collection<PartitionInfo> found, Set<TopicPartition> own) {
        for (PartitionInfo info : found) {
            TopicPartition kafka = new TopicPartition(info.topic(), info.partition());
            if (number(kafka) % context.tasks() == context.taskIndex()) {
                own.add(kafka);
            }
        }
    }

    private Map<TopicPartition, Range> ranges(Set<TopicPartition> own, KafkaStart start, Duration atMost) {
        if (own.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, Long> first = consumer.beginningOffsets(own, atMost);
        Map<TopicPartition, Long> end = input.untilEnd() || start.otherwise() != KafkaStart.Place.EARLIEST
                ? consumer.endOffsets(own, atMost)
                : Map.of();
        Map<TopicPartition, Long> from = new HashMap<>(
                switch (start.otherwise()) {
                    case EARLIEST -> first;
                    case LATEST -> end;
                    case TIME -> atTime(own, start.timeMs(), end, atMost);
                });
        if (start.committed()) {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(own, atMost);
            for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : committed.entrySet()) {
                if (entry.getValue() != null) {
                    from.put(entry.getKey(), entry.getValue().offset());
                    noteDeleted(entry.getKey(), entry.getValue().offset(), first);
                }
            }
        }
        Map<TopicPartition, Range> ranges = new HashMap<>();
        for (TopicPartition kafka : own) {
            long begin = Math.max(from.getOrDefault(kafka, 0L), first.getOrDefault(kafka, 0L));
            ranges.put(kafka, new Range(begin, input.untilEnd() ? end.getOrDefault(kafka, begin) : Long.MAX_VALUE));
        }
        return ranges;
    }

    private void noteDeleted(TopicPartition kafka, long committed, Map<TopicPartition, Long> first) {
        long begin = first.getOrDefault(kafka, 0L);
        if (committed < begin) {
            changes.deleted(kafka, committed, begin);
        }
    }

    private Map<TopicPartition, Long> atTime(
            Set<TopicPartition> own, long timeMs, Map<TopicPartition, Long> end, Duration atMost) {
        Map<TopicPartition, Long> times = new HashMap<>();
        own.forEach(kafka -> times.put(kafka, timeMs));
        Map<TopicPartition, Long> from = new HashMap<>(end);
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> entry :
                new ArrayList<>(consumer.offsetsForTimes(times, atMost).entrySet())) {
            if (entry.getValue() != null) {
                from.put(entry.getKey(), entry.getValue().offset());
            }
        }
        return from;
    }
}
