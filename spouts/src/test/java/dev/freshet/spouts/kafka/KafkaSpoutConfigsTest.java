package dev.freshet.spouts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.storm.kafka.spout.FirstPollOffsetStrategy;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.junit.jupiter.api.Test;

/** What storm-kafka-client's configuration says is what is read. */
class KafkaSpoutConfigsTest {
    private static final long TIME_MS = 1_700_000_000_000L;

    @Test
    void brokersTopicsGroupAndPropertiesAreTakenOver() {
        KafkaInput input = KafkaInput.of(KafkaSpoutConfig.builder("h1:9092,h2:9092", Set.of("b", "a"))
                .setProp("group.id", "readers")
                .setProp("fetch.min.bytes", 7)
                .setProp("sasl.jaas.config", "s3cret")
                .build());
        assertThat(input.brokers()).isEqualTo("h1:9092,h2:9092");
        assertThat(input.topics()).containsExactly("a", "b");
        assertThat(input.groupId()).isEqualTo("readers");
        assertThat(input.untilEnd()).isFalse();
        assertThat(input.properties())
                .containsEntry("fetch.min.bytes", "7")
                .containsEntry("sasl.jaas.config", "s3cret")
                .doesNotContainKeys("bootstrap.servers", "group.id", "key.deserializer", "value.deserializer");
        assertThat(input.toString()).doesNotContain("s3cret");
    }

    @Test
    void everyFirstOffsetHasItsPlace() {
        assertThat(start(FirstPollOffsetStrategy.EARLIEST)).isEqualTo(KafkaStart.earliest());
        assertThat(start(FirstPollOffsetStrategy.LATEST)).isEqualTo(KafkaStart.latest());
        KafkaStart time = KafkaStart.at(Instant.ofEpochMilli(TIME_MS));
        assertThat(start(FirstPollOffsetStrategy.TIMESTAMP)).isEqualTo(time);
        assertThat(start(FirstPollOffsetStrategy.UNCOMMITTED_EARLIEST)).isEqualTo(KafkaStart.lastCommitted());
        assertThat(start(FirstPollOffsetStrategy.UNCOMMITTED_LATEST))
                .isEqualTo(KafkaStart.latest().orCommitted());
        assertThat(start(FirstPollOffsetStrategy.UNCOMMITTED_TIMESTAMP)).isEqualTo(time.orCommitted());
    }

    @Test
    void withoutAGroupTheJobsNameIsTaken() {
        KafkaSpoutConfig<String, String> config =
                KafkaSpoutConfig.builder("h:1", "a").build();
        assertThat(KafkaInput.of(config).groupId()).isEmpty();
    }

    @Test
    void topicsByPatternAreRefused() {
        KafkaSpoutConfig<String, String> config =
                KafkaSpoutConfig.builder("h:1", Pattern.compile("flows-.*")).build();
        assertThatThrownBy(() -> KafkaInput.of(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topics must be given by name, not by a PatternTopicFilter");
    }

    private static KafkaStart start(FirstPollOffsetStrategy strategy) {
        return KafkaInput.of(KafkaSpoutConfig.builder("h:1", "a")
                        .setFirstPollOffsetStrategy(strategy)
                        .setStartTimeStamp(TIME_MS)
                        .build())
                .start();
    }
}
