package dev.freshet.bolts.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** One thread's way to topics. Opens writers when they are first needed; one that failed makes place for another of its name. */
public final class TopicLink implements AutoCloseable {
    private static final Duration LOOK_BOUND = Duration.ofSeconds(10);

    /** Names change when a job begins from nothing, and are not used any more then. */
    private static final int MOST_WRITERS = 64;

    /** A broker that has just come back may not know its topics yet, so one look does not tell. */
    private static final int LOOKS_UNTIL_GONE = 10;

    private final KafkaTarget kafka;
    /** The least recently used first. */
    private final Map<String, TopicWriter> writers = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<String> found = new HashSet<>();
    /** How many looks have not found a topic. */
    private final Map<String, Integer> missed = new HashMap<>();

    public TopicLink(KafkaTarget kafka) {
        this.kafka = kafka;
    }

    /**
     * Makes the appends, and returns when all are safe. If it throws send all of them again: what is numbered is passed over if it is
     * there.
     *
     * @throws KafkaException see {@link #isPassing}
     */
    public void send(List<TopicAppend> appends) {
        for (TopicAppend append : appends) {
            require(append.topic());
            try {
                writer(append.writer()).append(append);
            } catch (RuntimeException e) {
                close(append.writer());
                found.clear();
                throw e;
            }
        }
    }

    private TopicWriter writer(String name) {
        TopicWriter open = writers.get(name);
        if (open == null) {
            if (writers.size() == MOST_WRITERS) {
                close(writers.keySet().iterator().next());
            }
            open = name.isEmpty() ? new PlainWriter(kafka) : OnceWriter.begin(kafka, name);
            writers.put(name, open);
        }
        return open;
    }

    private void close(String name) {
        TopicWriter closed = writers.remove(name);
        if (closed != null) {
            closed.close();
        }
    }

    /** A producer would wait for the topic without saying so, or make one. */
    private void require(String topic) {
        if (found.contains(topic)) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("")) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic, LOOK_BOUND);
            if (partitions == null || partitions.isEmpty()) {
                missed.merge(topic, 1, Integer::sum);
                throw new MissingTopicException(topic);
            }
            found.add(topic);
            missed.remove(topic);
        }
    }

    /** Whether trying again may help: an outage, or a writer of the same name that has begun. */
    public boolean isPassing(RuntimeException error) {
        if (error instanceof MissingTopicException) {
            return missed.values().stream().allMatch(looks -> looks < LOOKS_UNTIL_GONE);
        }
        if (!(error instanceof KafkaException)) {
            return false;
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof ConfigException
                    || cause instanceof InvalidTopicException
                    || cause instanceof RecordTooLargeException
                    || cause instanceof UnsupportedVersionException) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        writers.values().forEach(TopicWriter::close);
        writers.clear();
    }
}
