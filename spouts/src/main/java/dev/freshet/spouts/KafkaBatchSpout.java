package dev.freshet.spouts;

import dev.freshet.spouts.kafka.KafkaInput;
import dev.freshet.spouts.source.SourceSpec;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;

/** Reads Kafka topics, a batch of one partition a tuple; see {@link KafkaInput}. */
public final class KafkaBatchSpout extends BatchSpout {
    private static final long serialVersionUID = 1L;

    /**
     * @param spec its reader is replaced by the input
     */
    public KafkaBatchSpout(SourceSpec spec, KafkaInput input) {
        super(spec.reading(input));
    }

    /**
     * @param config of storm-kafka-client: brokers, named topics, group, first offset and the consumer's properties are
     *     taken from it
     */
    public KafkaBatchSpout(SourceSpec spec, KafkaSpoutConfig<?, ?> config) {
        this(spec, KafkaInput.of(config));
    }
}
