package dev.freshet.spouts.kafka;

import dev.freshet.spouts.kafka.KafkaStart.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.kafka.spout.subscription.NamedTopicFilter;

/** Reads storm-kafka-client's configuration: brokers, topics, group, first offset, and the consumer's properties. */
final class KafkaSpoutConfigs {
    private KafkaSpoutConfigs() {}

    /**
     * Deserializers, retries, translators and the limits of storm-kafka-client's spout mean nothing here, and are left out.
     *
     * @throws IllegalArgumentException if the topics are not given by name
     */
    static KafkaInput input(KafkaSpoutConfig<?, ?> config) {
        if (!(config.getTopicFilter() instanceof NamedTopicFilter)) {
            throw new IllegalArgumentException("topics must be given by name, not by a "
                    + config.getTopicFilter().getClass().getSimpleName());
        }
        Map<String, String> properties = new HashMap<>();
        config.getKafkaProps().forEach((name, value) -> {
            if (value != null) {
                properties.put(name, value.toString());
            }
        });
        properties.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        properties.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        String brokers = String.valueOf(properties.remove(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
        String group = properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        List<String> topics = List.of(config.getTopicFilter().getTopicsString().split(","));
        return new KafkaInput(brokers, topics, start(config), false, group == null ? "" : group, properties);
    }

    private static KafkaStart start(KafkaSpoutConfig<?, ?> config) {
        return switch (config.getFirstPollOffsetStrategy()) {
            case EARLIEST -> KafkaStart.earliest();
            case LATEST -> KafkaStart.latest();
            case TIMESTAMP -> new KafkaStart(false, Place.TIME, config.getStartTimeStamp());
            case UNCOMMITTED_EARLIEST -> KafkaStart.earliest().orCommitted();
            case UNCOMMITTED_LATEST -> KafkaStart.latest().orCommitted();
            case UNCOMMITTED_TIMESTAMP -> new KafkaStart(true, Place.TIME, config.getStartTimeStamp());
        };
    }
}
