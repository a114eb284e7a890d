package dev.freshet.spouts.kafka;

import dev.freshet.spouts.source.ReaderContext;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of topics while they are read: partitions that are added, records that are deleted before they were read, topics that are made
 * anew. Each is told in the log and in the task's health, with what was lost where that is known, and reading goes on with what there is.
 */
final class TopicChanges {
    /** Counter: offsets that were gone before they were read, so at most so many records. */
    static final String LOST = "records_lost";
    /** Counter: partitions that end before what was read of them. */
    static final String SHORTENED = "partitions_shortened";
    /** Counter: partitions that were added to a topic while it was read. */
    static final String ADDED = "partitions_added";
    /** Note: the newest of these changes, in words. */
    static final String TOPIC_CHANGE = "topic_change";

    private static final Logger LOG = LoggerFactory.getLogger(TopicChanges.class);
    private static final Duration ASK_TIME = Duration.ofSeconds(2);

    private final ReaderContext context;
    private final Consumer<?, ?> consumer;

    TopicChanges(ReaderContext context, Consumer<?, ?> consumer) {
        this.context = context;
        this.consumer = consumer;
    }

    /**
     * Where reading goes on.
     *
     * @param next the offset of the next record
     * @param end where the partition ends now, exclusive
     */
    record Place(long next, long end) {}

    /** These partitions are new, and read from their beginning. */
    void added(Set<TopicPartition> partitions) {
        for (TopicPartition kafka : partitions) {
            context.counters().counter(ADDED).increment();
            tell("topic '" + kafka.topic() + "' has a new partition, " + kafka.partition()
                    + ", which is read from its beginning");
        }
    }

    /** A partition was to be read from an offset, and begins behind it. */
    void deleted(TopicPartition kafka, long from, long begin) {
        context.counters().counter(LOST).add(begin - from);
        tell(name(kafka) + " begins at offset " + begin + ": up to " + (begin - from)
                + " records were deleted before they were read");
    }

    /** Finds out what is the matter with partitions that have nothing where they were to be read. Those that nobody tells of are to be asked for again. */
    Map<TopicPartition, Place> goOn(OffsetOutOfRangeException outOfRange) {
        try {
            return places(outOfRange);
        } catch (RetriableException e) {
            return Map.of();
        }
    }

    private Map<TopicPartition, Place> places(OffsetOutOfRangeException outOfRange) {
        Map<TopicPartition, Long> asked = outOfRange.offsetOutOfRangePartitions();
        Collection<TopicPartition> partitions = asked.keySet();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, ASK_TIME);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK_TIME);
        Map<TopicPartition, OffsetAndMetadata> diverged =
                outOfRange instanceof LogTruncationException truncated ? truncated.divergentOffsets() : Map.of();
        Map<TopicPartition, Place> places = new HashMap<>();
        asked.forEach((kafka, from) -> {
            Long begin = begins.get(kafka);
            Long end = ends.get(kafka);
            if (begin == null || end == null) {
                return;
            }
            OffsetAndMetadata same = diverged.get(kafka);
            long next = same == null ? begin : Math.max(begin, same.offset());
            if (from < begin) {
                deleted(kafka, from, begin);
            } else if (from <= end && same == null) {
                // It was not there a moment ago, and is by now.
                next = from;
            } else {
                context.counters().counter(SHORTENED).increment();
                tell(name(kafka) + " has been made anew, or has lost records: it was read up to offset " + from
                        + ", and ends at " + end + " now; reading goes on at " + next);
            }
            places.put(kafka, new Place(next, end));
        });
        return places;
    }

    private void tell(String change) {
        LOG.warn("{}", change);
        context.counters().note(TOPIC_CHANGE, change);
    }

    private static String name(TopicPartition kafka) {
        return "topic '" + kafka.topic() + "', partition " + kafka.partition() + ",";
    }
}
