package dev.freshet.topologies.job;

import dev.freshet.spouts.kafka.KafkaInput;
import dev.freshet.spouts.kafka.KafkaStart;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads what the user says about Kafka. */
final class KafkaReaders {
    private KafkaReaders() {}

    static ReaderFactory of(Binding.Topic topic, BoundInput bound, PreparedJob job) {
        Settings settings = job.settings();
        String group = settings.get(Keys.KAFKA_GROUP).replace("{job}", job.name());
        return new KafkaInput(
                settings.get(Keys.KAFKA_BROKERS),
                List.of(topic.topic()),
                job.kafka().start(),
                bound.bounded(),
                group,
                job.kafka().properties());
    }

    static void check(JobSpec spec, Problems problems) {
        spec.kafkaConfig().ifPresent(file -> properties(file, problems));
    }

    static KafkaOptions options(JobSpec spec, KafkaStart start) {
        Map<String, String> properties =
                spec.kafkaConfig().map(file -> properties(file, new Problems())).orElse(Map.of());
        return new KafkaOptions(start, properties);
    }

    private static Map<String, String> properties(Path file, Problems problems) {
        Properties read = new Properties();
        if (!Files.isRegularFile(file)) {
            problems.failure(Place.of(file.toString()), "there is no such file");
            return Map.of();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.failure(Place.of(file.toString()), "cannot be read: " + e.getMessage());
        }
        Map<String, String> properties = new HashMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        return properties;
    }
}
