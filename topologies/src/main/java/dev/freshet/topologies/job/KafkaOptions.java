package dev.freshet.topologies.job;

import dev.freshet.spouts.kafka.KafkaStart;
import java.util.Map;

/**
 * How topics are read and written.
 *
 * @param start where reading begins
 * @param properties for Kafka's clients, beside the brokers and the group
 */
public record KafkaOptions(KafkaStart start, Map<String, String> properties) {
    public KafkaOptions {
        properties = Map.copyOf(properties);
    }
}
