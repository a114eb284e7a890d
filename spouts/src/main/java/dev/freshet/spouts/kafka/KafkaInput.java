package dev.freshet.spouts.kafka;

import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.spouts.source.SourceReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;

/**
 * Kafka topics as a source. Partition <i>p</i> of topic number <i>k</i> of <i>m</i> (sorted by name) is the source's
 * partition {@code p * m + k}: with one topic, Kafka's own number. Task <i>t</i> of <i>n</i> reads the partitions whose
 * number is <i>t</i> modulo <i>n</i>.
 *
 * @param brokers {@code host:port}, several with commas
 * @param topics their names
 * @param start where to begin
 * @param untilEnd whether to stop at the end that each partition has when the task opens
 * @param groupId under which offsets are committed; empty for the job's name
 * @param properties further properties of the consumer; may hold secrets, so they are never printed
 */
public record KafkaInput(
        String brokers,
        List<String> topics,
        KafkaStart start,
        boolean untilEnd,
        String groupId,
        Map<String, String> properties)
        implements ReaderFactory {
    public KafkaInput {
        topics = topics.stream().sorted().distinct().toList();
        properties = Map.copyOf(properties);
        if (brokers.isBlank() || topics.isEmpty()) {
            throw new IllegalArgumentException(
                    "a Kafka source needs brokers and a topic (brokers '" + brokers + "', topics " + topics + ")");
        }
    }

    /** What storm-kafka-client's spout would read; its topics must be given by name. */
    public static KafkaInput of(KafkaSpoutConfig<?, ?> config) {
        return KafkaSpoutConfigs.input(config);
    }

    /** A topic from its earliest record on, without end. */
    public static KafkaInput of(String brokers, String topic) {
        return new KafkaInput(brokers, List.of(topic), KafkaStart.earliest(), false, "", Map.of());
    }

    public KafkaInput from(KafkaStart newStart) {
        return new KafkaInput(brokers, topics, newStart, untilEnd, groupId, properties);
    }

    /** The same, ending where the topics end at the start. */
    public KafkaInput toTheEnd() {
        return new KafkaInput(brokers, topics, start, true, groupId, properties);
    }

    public KafkaInput inGroup(String newGroupId) {
        return new KafkaInput(brokers, topics, start, untilEnd, newGroupId, properties);
    }

    public KafkaInput with(Map<String, String> moreProperties) {
        Map<String, String> all = new TreeMap<>(properties);
        all.putAll(moreProperties);
        return new KafkaInput(brokers, topics, start, untilEnd, groupId, all);
    }

    @Override
    public SourceReader open(ReaderContext context) {
        return KafkaReader.open(this, context);
    }

    @Override
    public String describe() {
        return "Kafka " + String.join(", ", topics) + " at " + brokers + " from " + start
                + (untilEnd ? " to the end" : "");
    }

    @Override
    public String toString() {
        return "KafkaInput[" + describe() + "]";
    }
}
